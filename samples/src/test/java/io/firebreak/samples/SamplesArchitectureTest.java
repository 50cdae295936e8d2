package io.firebreak.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SamplesArchitectureTest
{
    private static final JavaClasses MAIN = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(new ImportOption.DoNotIncludeJars())
        .importPackages("io.firebreak.samples");

    @Test
    void shouldUseNeitherBenchNorChronicle()
    {
        noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.firebreak.bench..", "org.openjdk.jmh..", "net.openhft..")
            .allowEmptyShould(true).check(MAIN);
    }
}
