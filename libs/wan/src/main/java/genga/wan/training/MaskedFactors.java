package genga.wan.training;

import static genga.wan.training.FlowMatching.SCRIPT;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.SideBranches;
import java.util.ArrayList;
import java.util.List;

/// The factors of one step under [AdapterDropout]: `A' = diag(m) A`, so that the gradient of A is `diag(m)` times
/// that of A'.
final class MaskedFactors implements AutoCloseable {
    private final TensorScope scope = TensorScope.open();
    private final List<Tensor> masks = new ArrayList<>();
    private final List<Tensor> sums = new ArrayList<>();
    private final SideBranches branches;

    /// @param factors down and up of each linear in turn
    /// @param mask a factor for each row of each down
    MaskedFactors(SideBranches whole, List<Tensor> factors, float[][] mask) {
        try {
            factors.forEach(factor -> sums.add(SCRIPT.call(scope, "zeros_like", factor)));
            branches = grouped(whole, masked(factors, mask));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    private List<Tensor> masked(List<Tensor> factors, float[][] mask) {
        List<Tensor> masked = new ArrayList<>();
        for (int at = 0; at < factors.size(); at += 2) {
            Tensor down = factors.get(at);
            Tensor rows = Tensor.of(scope, mask[at / 2], mask[at / 2].length, 1).to(scope, down.device());
            masks.add(rows);
            masked.add(SCRIPT.call(scope, "product", down, rows));
            masked.add(factors.get(at + 1));
        }
        return masked;
    }

    private static SideBranches grouped(SideBranches whole, List<Tensor> masked) {
        int perBlock = masked.size() / whole.blocks().size();
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int at = 0; at < masked.size(); at += perBlock) {
            blocks.add(masked.subList(at, at + perBlock));
        }
        return new SideBranches(blocks, whole.scale());
    }

    SideBranches branches() {
        return branches;
    }

    /// Where the gradients of the masked factors are summed.
    List<Tensor> sums() {
        return sums;
    }

    /// Adds the gradients of the factors themselves to `gradients`.
    void addTo(List<Tensor> gradients) {
        try (TensorScope scratch = TensorScope.open()) {
            List<Tensor> found = new ArrayList<>(sums);
            for (int at = 0; at < found.size(); at += 2) {
                found.set(at, SCRIPT.call(scratch, "product", found.get(at), masks.get(at / 2)));
            }
            SCRIPT.callVoid("accumulate", gradients, found, 1.0);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
