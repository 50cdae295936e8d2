package io.firebreak.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class JournalArchitectureTest
{
    private static final JavaClasses MAIN = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(new ImportOption.DoNotIncludeJars())
        .importPackages("io.firebreak");

    @Test
    void shouldImportChronicleInOnePackageOnly()
    {
        noClasses().that().resideOutsideOfPackage("io.firebreak.journal")
            .should().dependOnClassesThat().resideInAPackage("net.openhft..")
            .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void shouldKeepExplanationAndReportBelowTheCommand()
    {
        noClasses().that().resideInAnyPackage("io.firebreak.explain", "io.firebreak.report")
            .should().dependOnClassesThat().resideInAPackage("io.firebreak.command").check(MAIN);
        noClasses().that().resideOutsideOfPackages("io.firebreak.report", "io.firebreak.command")
            .should().dependOnClassesThat().resideInAPackage("io.firebreak.report").check(MAIN);
    }

    @Test
    void shouldNameNoClassOfTheModulesAbove()
    {
        noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.firebreak.samples..", "io.firebreak.bench..", "org.openjdk.jmh..")
            .check(MAIN);
    }
}
