package genga.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.trainer", importOptions = DoNotIncludeTests.class)
class TrainerServiceArchitectureTest {

    @ArchTest
    static final ArchRule noServiceDependsOnAnother = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "genga.ingest..", "genga.caption..", "genga.cache..", "genga.render..", "genga.gateway..");

    @ArchTest
    static final ArchRule theEngineIsReachedThroughTheModelLibrary =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "org.bytedeco..");
}
