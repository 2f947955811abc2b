package org.socialfeed;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.socialfeed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS_RUN_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("id")
            .definedBy("org.socialfeed.id")
            .layer("table")
            .definedBy("org.socialfeed.table")
            .layer("cache")
            .definedBy("org.socialfeed.cache")
            .layer("page")
            .definedBy("org.socialfeed.page")
            .layer("hot")
            .definedBy("org.socialfeed.hot")
            .layer("profile")
            .definedBy("org.socialfeed.profile")
            .layer("post")
            .definedBy("org.socialfeed.post")
            .layer("follow")
            .definedBy("org.socialfeed.follow")
            .layer("like")
            .definedBy("org.socialfeed.like")
            .layer("feed")
            .definedBy("org.socialfeed.feed")
            .whereLayer("feed")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("like")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("follow")
            .mayOnlyBeAccessedByLayers("feed")
            .whereLayer("post")
            .mayOnlyBeAccessedByLayers("like", "feed")
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("post", "follow", "like", "feed")
            .whereLayer("hot")
            .mayOnlyBeAccessedByLayers("profile", "post", "follow", "like", "feed")
            .whereLayer("cache")
            .mayOnlyBeAccessedByLayers("hot", "profile", "post", "follow", "like", "feed")
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("hot", "profile", "post", "follow", "like", "feed")
            .whereLayer("table")
            .mayOnlyBeAccessedByLayers("cache", "page", "hot", "profile", "post", "follow", "like", "feed");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.socialfeed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule IDS_KNOW_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage("org.socialfeed.id")
            .should()
            .dependOnClassesThat(resideInAPackage("org.socialfeed..").and(not(resideInAPackage("org.socialfeed.id"))));

    @ArchTest
    static final ArchRule ONLY_THE_TABLE_TALKS_TO_DYNAMODB = noClasses()
            .that()
            .resideOutsideOfPackages("org.socialfeed.table", "org.socialfeed.local")
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."));

    @ArchTest
    static final ArchRule HTTP_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideInAnyPackage("org.socialfeed.id", "org.socialfeed.table")
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web.."));

    @ArchTest
    static final ArchRule STORES_AND_READERS_KNOW_NO_HTTP = noClasses()
            .that()
            .haveSimpleNameEndingWith("Store")
            .or()
            .haveSimpleNameEndingWith("Reader")
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web.."));

    @ArchTest
    static final ArchRule ALL_CACHES_ARE_BUILT_ALIKE = noClasses()
            .that()
            .resideOutsideOfPackage("org.socialfeed.cache")
            .should()
            .callMethod(Caffeine.class, "newBuilder");

    @ArchTest
    static final ArchRule DEVELOPMENT_IS_NEVER_NEEDED = noClasses()
            .that()
            .resideOutsideOfPackage("org.socialfeed.local")
            .should()
            .dependOnClassesThat(resideInAPackage("org.socialfeed.local"));

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
            classes().should().haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils|DTO|Dto)$");
}
