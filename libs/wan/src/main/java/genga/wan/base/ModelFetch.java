package genga.wan.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Brings the files of a published model into its directory. A download that was cut off goes on where it stopped; a
/// file that is whole has its SHA-256 beside it.
final class ModelFetch {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LINKED_SIZE = "x-linked-size";
    private static final int MOST_HOPS = 5;

    private final URI site;
    private final Path directory;
    private final PublishedModel model;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param site address of the publishing site, with a slash at its end
    ModelFetch(URI site, Path models, PublishedModel model, PrintStream out) {
        this.site = site;
        this.directory = models.resolve(model.folder());
        this.model = model;
        this.out = out;
    }

    /// A file as the publisher offers it.
    ///
    /// @param bytes its size
    /// @param sha256 what the publisher says its SHA-256 is; empty for small files, whose sites say nothing
    private record Offer(String file, long bytes, Optional<String> sha256) {}

    /// What is missing, in bytes; says of each file how large it is and whether it is there.
    long missing() {
        long missing = 0;
        for (Offer offer : offers()) {
            boolean there = isWhole(offer);
            out.printf("%10s  %-7s  %s%n", size(offer.bytes()), there ? "there" : "missing", offer.file());
            missing += there ? 0 : offer.bytes();
        }
        return missing;
    }

    /// Fetches what is missing.
    void fetch() {
        for (Offer offer : offers()) {
            if (!isWhole(offer)) {
                out.printf("fetching %s (%s)%n", offer.file(), size(offer.bytes()));
                fetch(offer);
            }
        }
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%,d B", bytes)
                : String.format(Locale.ROOT, "%,.2f GB", bytes / 1e9);
    }

    private List<Offer> offers() {
        return model.files().stream().map(this::offer).toList();
    }

    private boolean isWhole(Offer offer) {
        try {
            Path file = directory.resolve(offer.file());
            return Files.isRegularFile(file) && Files.size(file) == offer.bytes();
        } catch (IOException e) {
            throw failed(offer.file(), e);
        }
    }

    private Offer offer(String file) {
        HttpResponse<Void> answer = description(file);
        if (answer.statusCode() != 200 && next(answer).isEmpty()) {
            throw new IllegalStateException("%s answered %d; expected the file %s: is the publisher's site reachable?"
                    .formatted(answer.uri(), answer.statusCode(), file));
        }
        Optional<String> sha256 = answer.headers()
                .firstValue("x-linked-etag")
                .map(tag -> tag.replace("\"", ""))
                .filter(tag -> SHA_256.matcher(tag).matches());
        return new Offer(file, size(answer, file), sha256);
    }

    /// The publishers' site says size and hash in its own answer, and the storage it sends to knows neither by those
    /// names; a copy of the site may say the size at the end of its redirects only.
    private HttpResponse<Void> description(String file) {
        URI at = address(file);
        for (int hop = 0; ; hop++) {
            HttpResponse<Void> answer = send(
                    HttpRequest.newBuilder(at).method("HEAD", HttpRequest.BodyPublishers.noBody()),
                    HttpResponse.BodyHandlers.discarding(),
                    file);
            Optional<URI> next = next(answer);
            if (answer.headers().firstValue(LINKED_SIZE).isPresent() || next.isEmpty() || hop == MOST_HOPS) {
                return answer;
            }
            at = next.get();
        }
    }

    /// Where a redirect leads.
    private static Optional<URI> next(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("location")
                .filter(place -> answer.statusCode() / 100 == 3)
                .map(answer.uri()::resolve);
    }

    private static long size(HttpResponse<Void> answer, String file) {
        for (String header : List.of(LINKED_SIZE, "content-length")) {
            OptionalLong bytes = answer.headers().firstValueAsLong(header);
            if (bytes.isPresent()) {
                return bytes.getAsLong();
            }
        }
        throw new IllegalStateException(
                "%s does not say how large %s is; is it the address of the publisher's site or a copy of it?"
                        .formatted(answer.uri(), file));
    }

    private void fetch(Offer offer) {
        Path file = directory.resolve(offer.file());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.getParent());
            long there = begun(offer, partial);
            if (there < offer.bytes()) {
                download(offer, partial, there);
            }
            if (Files.size(partial) != offer.bytes()) {
                throw new IllegalStateException("%s: expected %d bytes, got %d; run the command again to go on"
                        .formatted(offer.file(), offer.bytes(), Files.size(partial)));
            }
            requireHash(offer, partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            FileHash.of(file);
        } catch (IOException e) {
            throw failed(offer.file(), e);
        }
    }

    /// How many bytes of the file an earlier download left; one of another file, longer than this, is thrown away.
    private static long begun(Offer offer, Path partial) throws IOException {
        long there = Files.exists(partial) ? Files.size(partial) : 0;
        if (there <= offer.bytes()) {
            return there;
        }
        Files.delete(partial);
        return 0;
    }

    private static void requireHash(Offer offer, Path partial) throws IOException {
        if (offer.sha256().isPresent()) {
            String found = FileHash.compute(partial);
            if (!found.equals(offer.sha256().get())) {
                Files.delete(partial);
                throw new IllegalStateException("%s: expected SHA-256 %s, got %s; it was removed, run the command again"
                        .formatted(offer.file(), offer.sha256().get(), found));
            }
        }
    }

    private void download(Offer offer, Path partial, long from) throws IOException {
        HttpResponse<InputStream> answer = follow(offer.file(), from);
        boolean continues = answer.statusCode() == 206;
        if (!continues && answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "%s answered %d; expected the file %s".formatted(answer.uri(), answer.statusCode(), offer.file()));
        }
        StandardOpenOption how = continues ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = answer.body();
                OutputStream to = Files.newOutputStream(partial, StandardOpenOption.CREATE, how)) {
            in.transferTo(to);
        }
    }

    private HttpResponse<InputStream> follow(String file, long from) throws IOException {
        URI at = address(file);
        for (int hop = 0; ; hop++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at);
            if (from > 0) {
                request.header("Range", "bytes=%d-".formatted(from));
            }
            HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream(), file);
            Optional<URI> next = next(answer);
            if (next.isEmpty() || hop == MOST_HOPS) {
                return answer;
            }
            answer.body().close();
            at = next.get();
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, String file) {
        try {
            return client.send(request.timeout(PATIENCE).build(), body);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot be fetched: %s cannot be reached (%s); connect this machine to a network, or copy the files of %s into %s"
                            .formatted(file, site, e.getClass().getSimpleName(), model.folder(), directory),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("fetching %s was interrupted".formatted(file), e);
        }
    }

    private URI address(String file) {
        return site.resolve(model.path(file));
    }

    private IllegalStateException failed(String file, IOException e) {
        return new IllegalStateException(
                "%s in %s cannot be written: %s".formatted(file, directory, e.getMessage()), e);
    }
}
