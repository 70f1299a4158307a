package genga.wan.golden;

import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables of training noise levels for given quantiles: `from_uniform.[min200max900.]{sigma|timestep}.{mode}`. Tables
/// for
/// given normal numbers are checked through the quantile of each number.
final class TimestepCases {
    private static final Pattern NAME = Pattern.compile(
            "from_(uniform|normal)\\.(?:min(\\d+)max(\\d+)\\.)?(sigma|timestep)\\.(uniform|sigmoid|shift([\\d.]+))");

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
                double quantile = parts.group(1).equals("normal") ? quantile(draws[i]) : draws[i];
                double sigma = timesteps.sigma(quantile, 8, 12);
                found[i] = (float) (parts.group(4).equals("sigma") ? sigma : timesteps.timestep(sigma));
            }
            comparisons.add(golden.compare(name, found));
        }
        return comparisons;
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

    /// The standard normal distribution function, by the series of its density's integral; |z| stays below 5 here.
    private static double quantile(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; k < 200; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
