package io.firebreak.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Every line of DESIGN.md section 2 and of invariant 1 that bytecode can show, by name. */
final class HouseRules
{
    /** Their last bits differ between JDKs, or between the interpreter and the compilers. */
    private static final Set<String> INEXACT = Set.of("exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot",
        "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "random");

    /** Order of iteration: by history, by identity, or salted at every start. */
    private static final Pattern ITERATION = Pattern.compile(
        "keySet|values|entrySet|\\w*[iI]terator|forEach\\w*|\\w+ForEach|stream|toArray|removeIf\\w*");

    private HouseRules()
    {
    }

    static Map<String, ArchRule> of(final String base)
    {
        final Floors floors = new Floors(base);
        final String[] engine = floors.deterministic();
        final Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("every class stands on a floor", classes().that(floors.inside()).should(floors.standOnAFloor()));
        rules.put("a floor stands only on lower floors",
            classes().that(floors.inside()).should(floors.standOnlyOnLowerFloors()));
        rules.put("no cycles", slices().matching(base + ".(*)..").should().beFreeOfCycles());
        rules.put("nothing below the rulebook imports it",
            noClasses().that().resideInAnyPackage(floors.packages("engine", "haircut", "propagation", "breaker",
                "estimator", "book", "gate", "record", "arena", "market", "codec", "status"))
                .should().dependOnClassesThat().resideInAnyPackage(floors.packages("rulebook")));
        rules.put("propagation never imports haircut",
            noClasses().that().resideInAnyPackage(floors.packages("propagation"))
                .should().dependOnClassesThat().resideInAnyPackage(floors.packages("haircut")));
        rules.put("breaker-core uses the JDK, Agrona, the Disruptor and typesafe-config only",
            classes().that(floors.inside()).should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "javax.management..", "org.agrona..", "com.lmax.disruptor..",
                    "com.typesafe.config..", "jdk.jfr..")
                    .or(floors.inside()).or(DescribedPredicate.describe("primitive", HouseRules::isPrimitive))));
        rules.put("only the rulebook reads HOCON",
            noClasses().that(floors.inside().and(not(resideInAnyPackage(floors.packages("rulebook")))))
                .should().dependOnClassesThat().resideInAPackage("com.typesafe.."));
        rules.put("only the pipeline and the face see the Disruptor",
            noClasses().that(floors.inside().and(not(resideInAnyPackage(floors.packages("", "pipeline")))))
                .should().dependOnClassesThat().resideInAPackage("com.lmax.."));
        rules.put("no clock", noneDependsOn(engine, clocks()));
        rules.put("no thread", noneDependsOn(engine, threads()));
        rules.put("no logger", noneDependsOn(engine, resideInAnyPackage("org.slf4j..", "java.util.logging..")
            .or(assignableTo(System.Logger.class))));
        rules.put("no flight recorder",
            noneDependsOn(engine, resideInAPackage("jdk.jfr..").or(assignableTo(jdk.jfr.Event.class))));
        rules.put("no randomness of its own", noneDependsOn(engine, assignableTo(Random.class)
            .or(belongToAnyOf(SplittableRandom.class, UUID.class)).or(resideInAPackage("java.util.random.."))));
        rules.put("of System only arraycopy", noneAccesses(engine, "System but arraycopy", access ->
            access.getTargetOwner().isEquivalentTo(System.class) && !"arraycopy".equals(access.getName())));
        rules.put("no arithmetic that could differ", noneAccesses(engine, "Math.exp and its kin", access ->
            access.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(access.getName())));
        rules.put("no collection that iterates by hash", noneDependsOn(engine, belongToAnyOf(
            HashMap.class, HashSet.class, Hashtable.class, IdentityHashMap.class, WeakHashMap.class)));
        rules.put("no Map.of or Set.of", noneAccesses(engine, "Map.of or Set.of, which are salted", access ->
            access.getName().matches("of|ofEntries|copyOf") &&
            (access.getTargetOwner().isEquivalentTo(Map.class) || access.getTargetOwner().isEquivalentTo(Set.class))));
        rules.put("no iteration of Agrona's maps", noneAccesses(engine, "the order of a hash map", access ->
            access.getTargetOwner().getName().matches("org\\.agrona\\.collections\\..*Hash(Map|Set).*") &&
            ITERATION.matcher(access.getName()).matches()));
        rules.put("no parallel reduction", noneAccesses(engine, "parallel streams", access ->
            access.getTargetOwner().getPackageName().startsWith("java.util") &&
            access.getName().matches("parallel|parallelStream")));
        rules.replaceAll((name, rule) -> rule.as(name).allowEmptyShould(true));
        return rules;
    }

    private static DescribedPredicate<JavaClass> clocks()
    {
        return resideInAPackage("java.time..")
            .or(belongToAnyOf(java.util.Date.class, java.util.Calendar.class))
            .or(DescribedPredicate.describe("a clock of Agrona", type ->
                type.getName().matches("org\\.agrona\\.concurrent\\..*(Clock|TimerWheel)")));
    }

    private static DescribedPredicate<JavaClass> threads()
    {
        return belongToAnyOf(Thread.class, ThreadGroup.class, java.util.Timer.class)
            .or(assignableTo(ThreadLocal.class))
            .or(resideInAPackage("java.util.concurrent..").and(not(belongToAnyOf(TimeUnit.class))))
            .or(DescribedPredicate.describe("a thread's part of Agrona", type ->
                type.getName().matches("org\\.agrona\\.concurrent\\.(Agent\\w*|\\w*IdleStrategy|\\w*Barrier)")));
    }

    private static boolean isPrimitive(final JavaClass type)
    {
        return type.getBaseComponentType().isPrimitive();
    }

    private static ArchRule noneDependsOn(final String[] packages, final DescribedPredicate<JavaClass> forbidden)
    {
        return noClasses().that().resideInAnyPackage(packages).should().dependOnClassesThat(forbidden);
    }

    private static ArchRule noneAccesses(
        final String[] packages, final String what, final java.util.function.Predicate<JavaAccess<?>> forbidden)
    {
        return noClasses().that().resideInAnyPackage(packages)
            .should().accessTargetWhere(DescribedPredicate.describe(what, forbidden::test));
    }
}
