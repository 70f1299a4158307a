package genga.wan.golden;

import java.util.Locale;

/// One value of a case held against its reference.
///
/// @param difference the largest absolute difference, or 1 where things are merely equal or not
/// @param bound what is allowed at the worst place: `atol + rtol · |reference|`
/// @param detail what to know when it failed, or passed by another rule than the manifest's; empty otherwise
record Comparison(String name, double difference, double bound, boolean passed, String detail) {
    static Comparison equal(String name, Object expected, Object found) {
        boolean same = expected.equals(found);
        return new Comparison(
                name, same ? 0 : 1, 0, same, same ? "" : "expected %s, found %s".formatted(expected, found));
    }

    static Comparison failed(String name, String detail) {
        return new Comparison(name, Double.NaN, 0, false, detail);
    }

    @Override
    public String toString() {
        String figures = String.format(Locale.ROOT, "%-60s difference %.3e, allowed %.3e", name, difference, bound);
        return (passed ? "  ok   " : "  FAIL ") + figures + (detail.isEmpty() ? "" : "  " + detail);
    }
}
