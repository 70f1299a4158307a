package genga.wan.memory;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;

/// How fast a device multiplies matrices: a moment's work, so that a forecast need not know its name.
public final class DeviceSpeed {
    private static final Script SCRIPT = Script.load("speed");
    private static final int SIDE_CPU = 512;
    private static final int SIDE_CUDA = 4096;
    private static final int TIMES = 4;
    private static final int ROUNDS = 3;

    private DeviceSpeed() {}

    /// Operations a second in 1e12, the best of three rounds.
    public static double teraflops(Device device, DType type) {
        int side = device.isCpu() ? SIDE_CPU : SIDE_CUDA;
        try (TensorScope scope = TensorScope.open()) {
            Tensor ones = SCRIPT.call(scope, "ones", side, device.toString(), type.code());
            SCRIPT.callDouble("products", ones, 1);
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = System.nanoTime();
                SCRIPT.callDouble("products", ones, TIMES);
                best = Math.min(best, (System.nanoTime() - begun) / 1e9);
            }
            return 2.0 * side * side * side * TIMES / best / 1e12;
        }
    }
}
