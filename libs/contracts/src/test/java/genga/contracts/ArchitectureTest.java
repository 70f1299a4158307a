package genga.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule contractsKnowNothingButJsonNames = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "genga.contracts..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule packagesStandOnOneAnotherInOneDirection =
            slices().matching("genga.contracts.(*)..").should().beFreeOfCycles();
}
