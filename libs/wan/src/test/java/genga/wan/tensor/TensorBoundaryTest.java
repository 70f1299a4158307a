package genga.wan.tensor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// DJL's tensor operations abort the process on bf16 and cut gradients silently: nobody outside this package sees
/// them.
@AnalyzeClasses(packages = "genga.wan", importOptions = DoNotIncludeTests.class)
class TensorBoundaryTest {
    @ArchTest
    static final ArchRule onlyTheTensorPackageTouchesTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("genga.wan.tensor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..", "ai.djl.nn..", "ai.djl.engine..");

    @ArchTest
    static final ArchRule theTensorPackageUsesHandlesOnly = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo("ai.djl.ndarray.NDArray")))
                    .and(not(target(nameMatching("getHandle|getShape|attach|close")))));
}
