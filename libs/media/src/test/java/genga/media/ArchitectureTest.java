package genga.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.media", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule mediaKnowsNoServiceFrameworkAndNoMessages = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "org.apache.kafka..", "io.minio..", "genga.contracts.fact..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("genga.media.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheBottomPackageTouchesNativeCode = noClasses()
            .that()
            .resideInAnyPackage("genga.media.shot..", "genga.media.measure..", "genga.media.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..");
}
