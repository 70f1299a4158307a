package genga.render;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.render", importOptions = DoNotIncludeTests.class)
class RenderServiceArchitectureTest {

    @ArchTest
    static final ArchRule noServiceDependsOnAnother = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "genga.ingest..", "genga.caption..", "genga.trainer..", "genga.cache..", "genga.gateway..");

    @ArchTest
    static final ArchRule theEngineIsReachedThroughTheModelLibrary =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "org.bytedeco..");
}
