package genga.wan.tensor;

/// The few operations [Tensor] itself needs: `script/tensor.py`.
final class CoreScript {
    private CoreScript() {}

    static Script get() {
        return Holder.SCRIPT;
    }

    private static final class Holder {
        static final Script SCRIPT = Script.load("tensor");
    }
}
