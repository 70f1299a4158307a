package genga.store;

/// What the studio stores.
public enum ContentType {
    BINARY("application/octet-stream"),
    HTML("text/html; charset=utf-8"),
    JPEG("image/jpeg"),
    JSON("application/json"),
    MP4("video/mp4"),
    PNG("image/png");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// The type a key's suffix tells.
    public static ContentType ofKey(String key) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "html" -> HTML;
            case "jpg" -> JPEG;
            case "json" -> JSON;
            case "mp4" -> MP4;
            case "png" -> PNG;
            default -> BINARY;
        };
    }
}
