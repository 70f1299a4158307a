package genga.wan.tensor;

import java.util.List;

/// The way of weights from main memory into tensors that already lie on a device.
public sealed interface CopyLane extends AutoCloseable permits PlainCopyLane, CudaCopyLane {
    /// A lane to `device`: beside the computation where the CUDA runtime is there, else within the call.
    static CopyLane to(Device device) {
        return device.isCpu()
                ? new PlainCopyLane()
                : CudaRuntime.find()
                        .<CopyLane>map(runtime -> new CudaCopyLane(runtime, device))
                        .orElseGet(PlainCopyLane::new);
    }

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
