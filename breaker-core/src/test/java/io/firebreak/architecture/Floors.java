package io.firebreak.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The house of breaker-core, top floor first: a floor stands only on the floors below it. The base package is a
 * parameter, so that the same rules can be seen to fail on a house that was built badly on purpose.
 */
final class Floors
{
    private static final String FACE = "";

    private static final List<List<String>> TOP_FIRST = List.of(
        List.of(FACE),
        List.of("pipeline", "publish"),
        List.of("rulebook"),
        List.of("engine"),
        List.of("snapshot"),
        List.of("haircut"),
        List.of("propagation"),
        List.of("breaker"),
        List.of("participant"),
        List.of("estimator", "book"),
        List.of("gate"),
        List.of("record"),
        List.of("arena"),
        List.of("market"),
        List.of("codec"),
        List.of("status"));

    private static final List<String> DETERMINISTIC = List.of(
        "engine", "snapshot", "haircut", "propagation", "breaker", "participant", "estimator", "book", "gate", "record",
        "arena", "market");

    private final String base;

    Floors(final String base)
    {
        this.base = base;
    }

    /** Packages that decide: no Disruptor, clock, thread or logger, and no arithmetic that could differ. */
    String[] deterministic()
    {
        return packages(DETERMINISTIC.toArray(String[]::new));
    }

    String[] packages(final String... names)
    {
        final String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++)
        {
            packages[i] = FACE.equals(names[i]) ? base : base + "." + names[i] + "..";
        }
        return packages;
    }

    DescribedPredicate<JavaClass> inside()
    {
        return JavaClass.Predicates.resideInAnyPackage(base, base + "..");
    }

    ArchCondition<JavaClass> standOnAFloor()
    {
        return new ArchCondition<>("stand on a floor of DESIGN.md section 2")
        {
            @Override
            public void check(final JavaClass item, final ConditionEvents events)
            {
                if (floor(item) < 0)
                {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " stands on no floor"));
                }
            }
        };
    }

    ArchCondition<JavaClass> standOnlyOnLowerFloors()
    {
        return new ArchCondition<>("depend only on the floors below")
        {
            @Override
            public void check(final JavaClass item, final ConditionEvents events)
            {
                final int floor = floor(item);
                item.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> inside().test(dependency.getTargetClass().getBaseComponentType()))
                    .filter(dependency -> floor(dependency.getTargetClass().getBaseComponentType()) < floor)
                    .forEach(dependency ->
                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
            }
        };
    }

    /** Depth below the roof, or -1; the higher the number, the lower the floor. */
    private int floor(final JavaClass javaClass)
    {
        final String name = javaClass.getPackageName();
        if (name.equals(base))
        {
            return 0;
        }
        final String rest = name.substring(base.length() + 1);
        final String first = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        for (int i = 1; i < TOP_FIRST.size(); i++)
        {
            if (TOP_FIRST.get(i).contains(first))
            {
                return i;
            }
        }
        return -1;
    }
}
