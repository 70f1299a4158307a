package genga.curation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "genga.curation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule curationIsArithmeticOverTheVocabulary = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "genga.curation..", "genga.contracts.vocabulary..");

    @ArchTest
    static final ArchRule shotsAndScreeningDoNotKnowEachOther =
            slices().matching("genga.curation.(*)..").should().notDependOnEachOther();
}
