package genga.wan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.wan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theModelLibraryKnowsNoServiceBrokerOrStore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "io.minio..",
                    "org.bytedeco..",
                    "genga.contracts..",
                    "genga.store..",
                    "genga.chassis..",
                    "genga.media..");

    @ArchTest
    static final ArchRule packagesStandOnOneAnotherInOneDirection =
            slices().matching("genga.wan.(*)..").should().beFreeOfCycles();
}
