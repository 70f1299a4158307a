package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;

/// How far a value may lie from its reference: everywhere `|a - b| <= atol + rtol · |b|`, and, where asked, a
/// smallest cosine between the two as vectors.
record Tolerance(double atol, double rtol, double cosineMin) {
    static Tolerance of(double atol, double rtol) {
        return new Tolerance(atol, rtol, -1);
    }

    /// The `recommended` entry of a manifest.
    static Tolerance of(JsonNode recommended) {
        boolean exact = recommended.path("exact").asBoolean(false);
        if (!exact && !recommended.has("atol") && !recommended.has("cosine_min")) {
            throw new IllegalArgumentException(
                    "a tolerance names exact, atol or cosine_min, got %s".formatted(recommended));
        }
        return new Tolerance(
                recommended.path("atol").asDouble(recommended.has("cosine_min") ? Double.MAX_VALUE : 0),
                recommended.path("rtol").asDouble(0),
                recommended.path("cosine_min").asDouble(-1));
    }

    Comparison compare(String name, float[] found, float[] reference) {
        if (found.length != reference.length) {
            return Comparison.failed(name, "expected %d values, found %d".formatted(reference.length, found.length));
        }
        double worst = 0;
        double bound = atol;
        boolean passed = true;
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs((double) found[i] - reference[i]);
            double allowed = atol + rtol * Math.abs(reference[i]);
            passed &= difference <= allowed;
            double excess = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference - allowed;
            if (i == 0 || excess > largest) {
                largest = excess;
                worst = difference;
                bound = allowed;
            }
        }
        double cosine = cosineMin > -1 ? cosine(found, reference) : 1;
        boolean aligned = cosine >= cosineMin;
        String detail = aligned ? "" : "cosine %.6f is under %.6f".formatted(cosine, cosineMin);
        return new Comparison(name, worst, bound, passed && aligned, detail);
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return product / Math.sqrt(aa * bb);
    }
}
