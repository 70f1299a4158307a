package genga.caption.measured;

import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The most common colours of some pictures by name: k-means in L*a*b*, started from colours far apart, so that the
/// same pictures always give the same names.
final class Palette {
    private static final int CLUSTERS = 6;
    private static final int ROUNDS = 12;
    private static final int MOST = 3;
    /// Colours that cover less of the picture are not worth a word.
    private static final double LEAST_SHARE = 0.08;

    private Palette() {}

    /// At most three names, commonest first.
    static List<String> names(List<RgbFrame> pictures) {
        List<Lab> colours = colours(pictures);
        List<Lab> centres = spread(colours);
        int[] sizes = new int[centres.size()];
        for (int round = 0; round < ROUNDS; round++) {
            sizes = settle(colours, centres);
        }
        Map<ColourName, Integer> cover = new EnumMap<>(ColourName.class);
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            cover.merge(ColourName.nearest(centres.get(cluster)), sizes[cluster], Integer::sum);
        }
        return cover.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_SHARE * colours.size())
                .sorted(Map.Entry.<ColourName, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(entry -> entry.getKey().words())
                .toList();
    }

    private static List<Lab> colours(List<RgbFrame> pictures) {
        List<Lab> colours = new ArrayList<>();
        for (RgbFrame picture : pictures) {
            FrameSize small = picture.size().within(48);
            byte[] rgb = Resampling.area(picture, small).rgb();
            for (int at = 0; at < rgb.length; at += 3) {
                colours.add(Lab.of(rgb[at] & 0xff, rgb[at + 1] & 0xff, rgb[at + 2] & 0xff));
            }
        }
        return colours;
    }

    /// The first colour, then again and again the one farthest from all chosen.
    private static List<Lab> spread(List<Lab> colours) {
        List<Lab> centres = new ArrayList<>(List.of(colours.getFirst()));
        while (centres.size() < CLUSTERS) {
            Lab farthest = colours.stream()
                    .max(Comparator.comparingDouble(
                            colour -> centres.get(nearest(centres, colour)).apart(colour)))
                    .orElseThrow();
            centres.add(farthest);
        }
        return centres;
    }

    private static int nearest(List<Lab> centres, Lab colour) {
        int best = 0;
        for (int centre = 1; centre < centres.size(); centre++) {
            if (centres.get(centre).apart(colour) < centres.get(best).apart(colour)) {
                best = centre;
            }
        }
        return best;
    }

    /// One round: moves every centre to the mean of the colours nearest to it. Returns how many those are.
    private static int[] settle(List<Lab> colours, List<Lab> centres) {
        double[][] sums = new double[centres.size()][3];
        int[] sizes = new int[centres.size()];
        for (Lab colour : colours) {
            int centre = nearest(centres, colour);
            sums[centre][0] += colour.l();
            sums[centre][1] += colour.a();
            sums[centre][2] += colour.b();
            sizes[centre]++;
        }
        for (int centre = 0; centre < sizes.length; centre++) {
            if (sizes[centre] > 0) {
                double n = sizes[centre];
                centres.set(centre, new Lab(sums[centre][0] / n, sums[centre][1] / n, sums[centre][2] / n));
            }
        }
        return sizes;
    }
}
