package genga.wan.golden;

import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables of training noise levels for given quantiles or normal numbers:
/// `from_{uniform|normal}.[min200max900.]{sigma|timestep}.{mode}`.
final class TimestepCases {
    private static final Pattern NAME = Pattern.compile(
            "from_(uniform|normal)\\.(?:min(\\d+)max(\\d+)\\.)?(sigma|timestep)\\.(uniform|sigmoid|shift([\\d.]+))");

    private static final long ROWS = 8;
    private static final long COLUMNS = 12;

    private TimestepCases() {}

    static List<Comparison> run(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String name : golden.named("output")) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                comparisons.add(Comparison.failed(name, "no check knows this table"));
                continue;
            }
            Timesteps timesteps = timesteps(golden, parts);
            float[] draws = golden.floats(parts.group(1));
            float[] found = new float[draws.length];
            for (int i = 0; i < draws.length; i++) {
                double sigma = timesteps.squeezed(sigma(timesteps.sampling(), parts.group(1), draws[i]));
                found[i] = (float) (parts.group(4).equals("sigma") ? sigma : timesteps.timestep(sigma));
            }
            comparisons.add(golden.compare(name, found));
        }
        return comparisons;
    }

    private static double sigma(TimestepSampling sampling, String draw, double value) {
        return draw.equals("normal") && sampling instanceof TimestepSampling.OfNormal normal
                ? normal.sigmaAt(value, ROWS, COLUMNS)
                : sampling.sigma(value, ROWS, COLUMNS);
    }

    private static Timesteps timesteps(GoldenCase golden, Matcher parts) {
        double scale = golden.config().path("sigmoid_scale").asDouble();
        TimestepSampling sampling = switch (parts.group(5)) {
            case "uniform" -> new TimestepSampling.Uniform();
            case "sigmoid" -> new TimestepSampling.Sigmoid(scale);
            default -> new TimestepSampling.Shift(Double.parseDouble(parts.group(6)), scale);
        };
        if (parts.group(2) == null) {
            return Timesteps.of(sampling);
        }
        return new Timesteps(
                sampling, Double.parseDouble(parts.group(2)) / 1000, Double.parseDouble(parts.group(3)) / 1000, true);
    }
}
