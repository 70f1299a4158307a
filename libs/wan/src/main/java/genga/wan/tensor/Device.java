package genga.wan.tensor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a tensor lives: `cpu`, or `cuda:N`.
public record Device(Kind kind, int index) {
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /// The kinds of memory a tensor can live in.
    public enum Kind {
        CPU,
        CUDA
    }

    public Device {
        if (index < 0) {
            throw new IllegalArgumentException("a device index must be 0 or more, got " + index);
        }
    }

    public static Device cpu() {
        return new Device(Kind.CPU, 0);
    }

    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /// Reads `cpu`, `cuda` or `cuda:N`.
    public static Device parse(String text) {
        if (text.equals("cpu")) {
            return cpu();
        }
        Matcher cuda = CUDA.matcher(text);
        if (!cuda.matches()) {
            throw new IllegalArgumentException("device must be cpu or cuda:N, got \"" + text + "\"");
        }
        return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    public boolean isCpu() {
        return kind == Kind.CPU;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
        };
    }
}
