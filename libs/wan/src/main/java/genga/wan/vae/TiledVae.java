package genga.wan.vae;

import genga.wan.dataset.Resolution;
import genga.wan.vae.TileBlend.Tile;
import genga.wan.vae.VaeTiling.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A [VideoVae] that works tile by tile: its memory on the device is that of one tile, whatever the picture's size.
/// The blended whole lies in main memory, `12 · frames · width · height` bytes of it.
///
/// Attention in the middle of the network sees one tile only, so results differ a little from those of the whole
/// picture; where the picture fits one tile they are the same.
public final class TiledVae {
    private static final int CELL = 8;
    private static final int COLOURS = 3;

    private final VideoVae vae;
    private final VaeTiling tiling;

    /// @param vae stays the caller's to close
    public TiledVae(VideoVae vae, VaeTiling tiling) {
        this.vae = vae;
        this.tiling = tiling;
    }

    /// Decodes to pictures, in order; they come when all tiles are done, or as they are made when one tile is enough.
    public void decode(Latent latent, Consumer<RgbFrame> sink) {
        if (!tiling.cuts(latent.height(), latent.width())) {
            vae.decode(latent, sink);
            return;
        }
        int frames = latent.frameCount().value();
        TileBlend blend = new TileBlend(tiling, frames * COLOURS, latent.height(), latent.width(), CELL);
        float[] values = latent.values();
        for (Span rows : tiling.spans(latent.height())) {
            for (Span columns : tiling.spans(latent.width())) {
                addPictures(blend, blend.begin(rows, columns), crop(latent, values, rows, columns));
            }
        }
        for (int frame = 0; frame < frames; frame++) {
            sink.accept(picture(blend, frame, latent.resolution()));
        }
    }

    private void addPictures(TileBlend blend, Tile tile, Latent part) {
        int plane = tile.down().length * tile.across().length;
        int[] done = {0};
        vae.decodeStages(part, (stage, pictures_BCTHW) -> {
            if (stage.equals("decoder.head")) {
                float[] pixels = pictures_BCTHW.toFloats();
                int count = (int) pictures_BCTHW.size(2);
                for (int at = 0; at < COLOURS * count; at++) {
                    int frame = done[0] + at % count;
                    blend.add(tile, frame * COLOURS + at / count, pixels, at * plane);
                }
                done[0] += count;
            }
        });
    }

    private static Latent crop(Latent latent, float[] values, Span rows, Span columns) {
        int height = rows.length();
        int width = columns.length();
        float[] part = new float[Latent.CHANNELS * latent.frames() * height * width];
        for (int plane = 0; plane < Latent.CHANNELS * latent.frames(); plane++) {
            for (int y = 0; y < height; y++) {
                int from = (plane * latent.height() + rows.begin() + y) * latent.width() + columns.begin();
                System.arraycopy(values, from, part, (plane * height + y) * width, width);
            }
        }
        return new Latent(latent.frames(), height, width, part);
    }

    /// Values from -1 to 1 become bytes, rounded to nearest even.
    private static RgbFrame picture(TileBlend blend, int frame, Resolution size) {
        byte[] rgb = new byte[(int) (COLOURS * size.area())];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int at = 0; at < size.area(); at++) {
                double value = blend.value(frame * COLOURS + colour, at) * 127.5 + 127.5;
                rgb[at * COLOURS + colour] = (byte) Math.rint(Math.clamp(value, 0, 255));
            }
        }
        return new RgbFrame(size, rgb);
    }

    /// Encodes 4n+1 pictures of one size.
    public Latent encode(List<RgbFrame> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("the VAE needs at least one frame to encode, got none");
        }
        Resolution size = pictures.getFirst().size();
        Latent.requireSides(size);
        int height = size.height() / CELL;
        int width = size.width() / CELL;
        if (!tiling.cuts(height, width)) {
            return vae.encode(pictures.iterator());
        }
        int planes = Latent.CHANNELS * ((pictures.size() - 1) / 4 + 1);
        TileBlend blend = new TileBlend(tiling, planes, height, width, 1);
        for (Span rows : tiling.spans(height)) {
            for (Span columns : tiling.spans(width)) {
                Latent part = vae.encode(crops(pictures, size, rows, columns).iterator());
                addLatent(blend, blend.begin(rows, columns), part, planes);
            }
        }
        return latent(blend, planes, height, width);
    }

    private static void addLatent(TileBlend blend, Tile tile, Latent part, int planes) {
        float[] values = part.values();
        for (int plane = 0; plane < planes; plane++) {
            blend.add(tile, plane, values, plane * part.height() * part.width());
        }
    }

    private static Latent latent(TileBlend blend, int planes, int height, int width) {
        float[] values = new float[planes * height * width];
        for (int at = 0; at < values.length; at++) {
            values[at] = blend.value(at / (height * width), at % (height * width));
        }
        return new Latent(planes / Latent.CHANNELS, height, width, values);
    }

    private static List<RgbFrame> crops(List<RgbFrame> pictures, Resolution size, Span rows, Span columns) {
        Resolution tile = new Resolution(columns.length() * CELL, rows.length() * CELL);
        List<RgbFrame> parts = new ArrayList<>();
        for (RgbFrame picture : pictures) {
            if (!picture.size().equals(size)) {
                throw new IllegalArgumentException(
                        "frames of a clip must have one size, got %s after %s".formatted(picture.size(), size));
            }
            byte[] rgb = new byte[(int) (COLOURS * tile.area())];
            int row = COLOURS * tile.width();
            for (int y = 0; y < tile.height(); y++) {
                int from = COLOURS * ((rows.begin() * CELL + y) * size.width() + columns.begin() * CELL);
                System.arraycopy(picture.rgb(), from, rgb, y * row, row);
            }
            parts.add(new RgbFrame(tile, rgb));
        }
        return parts;
    }
}
