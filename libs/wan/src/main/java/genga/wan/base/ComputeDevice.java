package genga.wan.base;

import ai.djl.util.cuda.CudaUtils;
import genga.wan.tensor.Device;
import java.lang.management.MemoryUsage;
import java.util.OptionalLong;

/// The device a person chose, if this machine has it.
public final class ComputeDevice {

    private ComputeDevice() {}

    /// @param name `cpu` or `cuda:N`
    public static Device named(String name) {
        Device device = Device.parse(name);
        int cards = device.isCpu() ? 0 : CudaUtils.getGpuCount();
        if (!device.isCpu() && device.index() >= cards) {
            throw new IllegalArgumentException(
                    ("device %s: expected one that this machine has, found %s; set genga.device=cpu, or start with"
                                    + " the GPU build of libtorch where an NVIDIA card is")
                            .formatted(device, cards == 0 ? "no CUDA device" : "cuda:0 to cuda:" + (cards - 1)));
        }
        return device;
    }

    /// Bytes of a card's memory that nobody uses; nothing for a CPU, which can always take more.
    static OptionalLong freeMemory(Device device) {
        if (device.isCpu()) {
            return OptionalLong.empty();
        }
        MemoryUsage usage = CudaUtils.getGpuMemory(ai.djl.Device.gpu(device.index()));
        return OptionalLong.of(usage.getMax() - usage.getUsed());
    }
}
