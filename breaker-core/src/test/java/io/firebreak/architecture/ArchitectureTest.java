package io.firebreak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house stands as DESIGN.md section 2 draws it, and each rule is seen to fail on a house built badly. */
class ArchitectureTest
{
    private static final String HOUSE = "io.firebreak";
    private static final String BADLY_BUILT = "io.firebreak.architecture.bad";

    private static final JavaClasses MAIN = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(new ImportOption.DoNotIncludeJars())
        .importPackages(HOUSE);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(BADLY_BUILT);

    static Set<String> rules()
    {
        return HouseRules.of(HOUSE).keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHold(final String rule)
    {
        assertThat(MAIN).isNotEmpty();
        HouseRules.of(HOUSE).get(rule).check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFailWhenBuiltBadly(final String rule)
    {
        assertThat(HouseRules.of(BADLY_BUILT).get(rule).evaluate(BAD).hasViolation()).isTrue();
    }
}
