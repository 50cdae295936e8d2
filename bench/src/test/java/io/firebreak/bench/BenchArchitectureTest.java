package io.firebreak.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BenchArchitectureTest
{
    private static final JavaClasses MAIN = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(new ImportOption.DoNotIncludeJars())
        .importPackages("io.firebreak.bench");

    @Test
    void shouldUseNeitherSamplesNorChronicle()
    {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.firebreak.samples..", "net.openhft..")
            .check(MAIN);
    }
}
