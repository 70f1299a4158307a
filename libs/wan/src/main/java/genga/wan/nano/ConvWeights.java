package genga.wan.nano;

/// The weight `[out, in, (time,) rows, columns]` and bias of a convolution, set place by place.
record ConvWeights(float[] weight, float[] bias, long[] shape) {
    /// The middle of the kernel, at the last tap in time.
    void centre(int out, int in, double value) {
        int rows = extent(2);
        int columns = extent(1);
        weight[at(out, in, times() - 1, rows / 2, columns / 2)] = (float) value;
    }

    /// A place of the kernel, at the last tap in time.
    void tap(int out, int in, int row, int column, double value) {
        weight[at(out, in, times() - 1, row, column)] = (float) value;
    }

    /// A tap in time, in the middle of the kernel.
    void time(int out, int in, int tap, double value) {
        weight[at(out, in, tap, extent(2) / 2, extent(1) / 2)] = (float) value;
    }

    void bias(int out, double value) {
        bias[out] = (float) value;
    }

    /// Passes the first channels on as they are.
    void identity(int channels) {
        for (int k = 0; k < channels; k++) {
            centre(k, k, 1);
        }
    }

    private int times() {
        return shape.length == 5 ? (int) shape[2] : 1;
    }

    private int extent(int fromEnd) {
        return (int) shape[shape.length - fromEnd];
    }

    private int at(int out, int in, int time, int row, int column) {
        int index = out * (int) shape[1] + in;
        return ((index * times() + time) * extent(2) + row) * extent(1) + column;
    }
}
