package genga.wan.tensor;

import ai.djl.pytorch.engine.PtNDManager;

/// Owns every tensor made in it and frees them when it closes; the garbage collector never does.
///
/// A result leaves by `outer.keep(tensor)`. Close inner scopes before outer ones, and all of them before the memory
/// that zero-copy tensors look at.
public final class TensorScope implements AutoCloseable {
    private final PtNDManager manager;

    private TensorScope(PtNDManager manager) {
        this.manager = manager;
    }

    /// A scope of its own, closed by nobody else.
    public static TensorScope open() {
        return new TensorScope((PtNDManager) LibTorch.get().root().newSubManager());
    }

    /// A scope that closes with this one at the latest.
    public TensorScope child() {
        return new TensorScope((PtNDManager) manager.newSubManager());
    }

    /// Moves a tensor from the scope that made it into this one, and returns it.
    public Tensor keep(Tensor tensor) {
        tensor.array().attach(manager);
        return tensor;
    }

    PtNDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
