package genga.wan.adapter.form;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The change an adapter makes to one module.
sealed interface ModuleChange {
    Script SCRIPT = Script.load("adapter_form");

    /// The change of a weight of that shape, fp32.
    Tensor change(TensorScope scope, long... shape);

    /// The weight with the change applied, in the weight's type: `W + strength · dW`.
    default Tensor merged(TensorScope scope, Tensor weight, double strength) {
        try (TensorScope scratch = scope.child()) {
            return SCRIPT.call(scope, "merged", weight, change(scratch, weight.shape()), strength);
        }
    }

    /// `dW = alpha / r · B A` (LoRA).
    record LowRank(Tensor down, Tensor up, double alpha) implements ModuleChange {
        long rank() {
            return down.size(0);
        }

        @Override
        public Tensor change(TensorScope scope, long... shape) {
            return SCRIPT.call(scope, "low_rank", down, up, alpha / rank(), shape);
        }
    }

    /// `W' = m · (W + dW) / ‖W + dW‖`, the norm over each row, or over each column when m has one value per column
    /// (Liu et al., "DoRA", 2024).
    record Decomposed(LowRank direction, Tensor magnitude) implements ModuleChange {
        @Override
        public Tensor change(TensorScope scope, long... shape) {
            return direction.change(scope, shape);
        }

        @Override
        public Tensor merged(TensorScope scope, Tensor weight, double strength) {
            try (TensorScope scratch = scope.child()) {
                Tensor change = change(scratch, weight.shape());
                return SCRIPT.call(scope, "decomposed", weight, change, magnitude, strength);
            }
        }
    }

    /// `dW` itself.
    record Difference(Tensor difference) implements ModuleChange {
        @Override
        public Tensor change(TensorScope scope, long... shape) {
            return difference;
        }
    }

    /// `dW = alpha / r · (A₁ B₁) ∘ (A₂ B₂)` (LoHa; Hyeon-Woo et al., "FedPara", 2021).
    record Hadamard(List<Tensor> factors, double scale) implements ModuleChange {
        @Override
        public Tensor change(TensorScope scope, long... shape) {
            return SCRIPT.call(scope, "hadamard", factors, scale, shape);
        }
    }

    /// `dW = scale · W₁ ⊗ W₂`, each factor whole or a product of two (LoKr; LyCORIS).
    record Kronecker(Factor left, Factor right, double scale) implements ModuleChange {
        /// A factor, or the two it is the product of.
        record Factor(Tensor first, Optional<Tensor> second) {
            Tensor whole(TensorScope scope) {
                return second.map(other -> SCRIPT.call(scope, "product", first, other))
                        .orElse(first);
            }
        }

        @Override
        public Tensor change(TensorScope scope, long... shape) {
            try (TensorScope scratch = scope.child()) {
                return SCRIPT.call(scope, "kronecker", left.whole(scratch), right.whole(scratch), scale, shape);
            }
        }
    }

    /// The change of a module's weight (or of the tensor that is the module) from the parts a file has of it, or
    /// nothing
    /// when it only has a bias difference.
    static Optional<ModuleChange> of(Map<AdapterPart, Tensor> parts) {
        return new Assembly(new EnumMap<>(parts)).weight();
    }

    /// Puts parts together.
    record Assembly(Map<AdapterPart, Tensor> parts) {
        Optional<ModuleChange> weight() {
            if (has(AdapterPart.DOWN) || has(AdapterPart.UP) || has(AdapterPart.MAGNITUDE)) {
                LowRank lowRank = new LowRank(
                        part(AdapterPart.DOWN),
                        part(AdapterPart.UP),
                        alpha(part(AdapterPart.DOWN).size(0)));
                return Optional.of(
                        has(AdapterPart.MAGNITUDE) ? new Decomposed(lowRank, part(AdapterPart.MAGNITUDE)) : lowRank);
            }
            if (parts.keySet().stream().anyMatch(AdapterPart::isHadamard)) {
                Tensor inner = part(AdapterPart.HADAMARD_1B);
                return Optional.of(new Hadamard(
                        List.of(
                                part(AdapterPart.HADAMARD_1A),
                                inner,
                                part(AdapterPart.HADAMARD_2A),
                                part(AdapterPart.HADAMARD_2B)),
                        alpha(inner.size(0)) / inner.size(0)));
            }
            if (parts.keySet().stream().anyMatch(AdapterPart::isKronecker)) {
                return Optional.of(kronecker());
            }
            return difference();
        }

        private Optional<ModuleChange> difference() {
            AdapterPart part =
                    has(AdapterPart.MODULATION_DIFFERENCE) ? AdapterPart.MODULATION_DIFFERENCE : AdapterPart.DIFFERENCE;
            if (has(AdapterPart.BIAS_DIFFERENCE) && !has(part)) {
                return Optional.empty();
            }
            return Optional.of(new Difference(part(part)));
        }

        /// Two whole factors have no rank and no scale.
        private Kronecker kronecker() {
            Kronecker.Factor left = factor(AdapterPart.KRONECKER_1, AdapterPart.KRONECKER_1A, AdapterPart.KRONECKER_1B);
            Kronecker.Factor right =
                    factor(AdapterPart.KRONECKER_2, AdapterPart.KRONECKER_2A, AdapterPart.KRONECKER_2B);
            Optional<Tensor> inner = right.second.or(() -> left.second);
            double scale =
                    inner.map(tensor -> alpha(tensor.size(0)) / tensor.size(0)).orElse(1.0);
            return new Kronecker(left, right, scale);
        }

        private Kronecker.Factor factor(AdapterPart whole, AdapterPart first, AdapterPart second) {
            return has(whole)
                    ? new Kronecker.Factor(part(whole), Optional.empty())
                    : new Kronecker.Factor(part(first), Optional.of(part(second)));
        }

        private boolean has(AdapterPart part) {
            return parts.containsKey(part);
        }

        private Tensor part(AdapterPart part) {
            Tensor tensor = parts.get(part);
            if (tensor == null) {
                throw new IncompleteModule(part);
            }
            return tensor;
        }

        /// A missing alpha means a scale of 1, and so does 0, which trainers write for it.
        private double alpha(long rank) {
            Tensor alpha = parts.get(AdapterPart.ALPHA);
            float value = alpha == null ? 0 : alpha.toFloats()[0];
            return value == 0 ? rank : value;
        }
    }

    /// A module that lacks a part its others need.
    final class IncompleteModule extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IncompleteModule(AdapterPart missing) {
            super("*" + missing.suffix());
        }
    }
}
