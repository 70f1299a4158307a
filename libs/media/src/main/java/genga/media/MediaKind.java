package genga.media;

import java.util.Set;

/// What a file is opened as. Only these containers are ever handed to FFmpeg.
public enum MediaKind {
    /// Moving pictures.
    FILM(
            Set.of("mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpegts", "mpeg"),
            "a video in MP4, MOV, Matroska, WebM, AVI or MPEG"),
    /// One picture.
    STILL(Set.of("png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "image2"), "a picture in PNG, JPEG, WebP or BMP");

    private final Set<String> demuxers;
    private final String expected;

    MediaKind(Set<String> demuxers, String expected) {
        this.demuxers = demuxers;
        this.expected = expected;
    }

    /// Comma-separated names as FFmpeg's `format_whitelist` takes them.
    String demuxers() {
        return String.join(",", demuxers);
    }

    boolean knows(String demuxer) {
        for (String name : demuxer.split(",")) {
            if (demuxers.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /// What a file of this kind is, for people.
    public String expected() {
        return expected;
    }
}
