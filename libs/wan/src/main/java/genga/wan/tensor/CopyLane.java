package genga.wan.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// The way of weights from main memory into tensors that already lie on a device.
public sealed interface CopyLane extends AutoCloseable permits PlainCopyLane, CudaCopyLane {
    /// Half of the machine's main memory.
    long MAY_PIN =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2;

    /// A lane to `device`: beside the computation where the CUDA runtime is there, else within the call.
    static CopyLane to(Device device) {
        return device.isCpu()
                ? new PlainCopyLane()
                : CudaRuntime.find()
                        .<CopyLane>map(runtime -> new CudaCopyLane(runtime, device, MAY_PIN))
                        .orElseGet(PlainCopyLane::new);
    }

    /// The same weights where copies to the device start fastest. Weights that are moved there are closed; those that
    /// need not or cannot be moved come back as they are.
    ///
    /// @param scope owns what is moved; close it after the lane
    List<Tensor> home(List<Tensor> weights, TensorScope scope);

    /// Overwrites `into` with `from`, tensor by tensor, when all that has been asked of the device so far is done.
    Arrival copy(List<Tensor> from, List<Tensor> into);

    /// A copy on its way.
    interface Arrival {
        /// After this, whatever is asked of the device sees the copied values.
        void await();
    }

    @Override
    void close();
}
