package genga.caption.measured;

/// A colour in CIE L*a*b* (D65), where distance is close to how different colours look.
record Lab(double l, double a, double b) {
    /// From sRGB by way of XYZ (IEC 61966-2-1, CIE 15).
    static Lab of(int red, int green, int blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double x = fold((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = fold(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = fold((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double fold(double share) {
        return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }

    /// Squared distance.
    double apart(Lab other) {
        double dl = l - other.l;
        double da = a - other.a;
        double db = b - other.b;
        return dl * dl + da * da + db * db;
    }
}
