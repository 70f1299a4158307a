package genga.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("genga.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theReadModelKnowsNothingOfHttpOrKafka = noClasses()
            .that()
            .resideInAPackage("genga.gateway.readmodel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyTheReadModelSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("genga.gateway.readmodel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");
}
