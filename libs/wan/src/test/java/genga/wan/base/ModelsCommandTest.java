package genga.wan.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./genga models` against the embedded base model and a publisher's site of its own.
class ModelsCommandTest {
    private static final String SMALL = "Wan2.1-T2V-1.3B";

    @TempDir
    Path models;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> ranges = new ArrayList<>();

    @Test
    void listSaysWhatEachFileIs() {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        String hash = FileHash.of(nano.vae());

        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("text-to-video transformer nano", "VAE (", "UMT5 text encoder", "original names")
                .contains("sha256 " + hash.substring(0, 12), "no sha256 noted");
    }

    @Test
    void checkFindsAFileThatChangedAfterItsHashWasNoted() throws IOException {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        FileHash.of(nano.vae());
        try (RandomAccessFile file = new RandomAccessFile(nano.vae().toFile(), "rw")) {
            file.seek(file.length() - 4);
            file.writeInt(1);
        }

        assertThat(run("check", "wan-nano")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("BAD +\\S*" + nano.vae().getFileName() + ": expected SHA-256")
                .contains("3 files, 1 bad");
    }

    @Test
    void checkFindsAValueThatIsNoNumber() throws IOException {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        damageEnd(nano.transformer());

        assertThat(run("check")).isEqualTo(1);
        assertThat(out.toString()).contains("holds NaN or infinity", "1 bad");
    }

    @Test
    void checkBlamesTheDamagedPartOfAModelAndNoOther() throws IOException {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        Path folder = Files.createDirectories(models.resolve("parts"));
        List<Path> parts = halves(nano.transformer(), folder);
        damageEnd(parts.getLast());

        assertThat(run("check", "parts")).isEqualTo(1);
        assertThat(out.toString()).contains("good  " + parts.getFirst(), "BAD   " + parts.getLast(), "2 files, 1 bad");
    }

    /// The tensors of a file in two parts, named as publishers name them.
    private static List<Path> halves(Path whole, Path folder) {
        List<Path> parts =
                List.of(folder.resolve("m-00001-of-00002.safetensors"), folder.resolve("m-00002-of-00002.safetensors"));
        try (Weights weights = Weights.open(whole);
                TensorScope scope = TensorScope.open()) {
            List<Map<String, Tensor>> halves = List.of(new HashMap<>(), new HashMap<>());
            for (String name : weights.names()) {
                halves.get(halves.getFirst().size() < 20 ? 0 : 1).put(name, weights.tensor(scope, name));
            }
            SafetensorsWriter.write(parts.getFirst(), halves.getFirst(), Map.of());
            SafetensorsWriter.write(parts.getLast(), halves.getLast(), Map.of());
        }
        return parts;
    }

    /// Makes the last value of a file no number.
    private static void damageEnd(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() - 4);
            bytes.write(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        }
    }

    @Test
    void aFolderWithoutModelsSaysHowToGetThem() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("no model files", "models fetch NAME --yes");
        assertThat(run("check")).isEqualTo(1);
    }

    @Test
    void fetchAsksFirstThenGoesOnWhereItStoppedAndNotesTheHash() throws IOException {
        HttpServer site = site();
        Path partial = models.resolve(SMALL).resolve("diffusion_pytorch_model.safetensors.partial");
        Files.createDirectories(partial.getParent());
        Files.write(
                partial, Arrays.copyOf(content(partial.getFileName().toString().replace(".partial", "")), 7));

        int asked = run("fetch", SMALL, "--from", address(site));
        int fetched = run("fetch", SMALL, "--yes", "--from", address(site));
        site.stop(0);

        assertThat(err.toString()).isEmpty();
        assertThat(asked).isEqualTo(1);
        assertThat(out.toString()).contains("add --yes to fetch them", SMALL + " is complete");
        assertThat(fetched).isZero();
        assertThat(ranges).containsExactly("bytes=7-");
        Path whole = models.resolve(SMALL).resolve("google/umt5-xxl/spiece.model");
        assertThat(whole).hasBinaryContent(content("spiece.model"));
        assertThat(whole.resolveSibling("spiece.model.sha256")).exists();
        assertThat(partial).doesNotExist();
    }

    @Test
    void whatIsLeftOfALongerFileIsFetchedAnew() throws IOException {
        HttpServer site = site();
        Path whole = models.resolve(SMALL).resolve("google/umt5-xxl/spiece.model");
        Files.createDirectories(whole.getParent());
        Files.write(whole.resolveSibling("spiece.model.partial"), new byte[100]);

        int fetched = run("fetch", SMALL, "--yes", "--from", address(site));
        site.stop(0);

        assertThat(err.toString()).isEmpty();
        assertThat(fetched).isZero();
        assertThat(whole).hasBinaryContent(content("spiece.model"));
    }

    /// As a copy of the site on a plain web server has it.
    @Test
    void aSizeThatOnlyTheStorageKnowsIsAskedThere() throws IOException {
        HttpServer site = site(Optional.empty());

        int fetched = run("fetch", SMALL, "--yes", "--from", address(site));
        site.stop(0);

        assertThat(err.toString()).isEmpty();
        assertThat(fetched).isZero();
        assertThat(models.resolve(SMALL).resolve("Wan2.1_VAE.pth")).hasBinaryContent(content("Wan2.1_VAE.pth"));
    }

    @Test
    void withoutANetworkOneSentenceSaysWhatToDo() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(run("fetch", SMALL, "--from", "http://127.0.0.1:%d/".formatted(port)))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("cannot be reached", "copy the files of " + SMALL)
                .hasLineCount(1);
    }

    @Test
    void anUnknownModelIsRefusedWithTheKnownOnes() {
        assertThat(run("fetch", "Wan3")).isEqualTo(2);
        assertThat(err.toString()).contains("no published model 'Wan3'", "Wan2.1-T2V-14B, Wan2.1-T2V-1.3B");
    }

    private int run(String... words) {
        return ModelsCommand.run(List.of(words), models, new PrintStream(out), new PrintStream(err));
    }

    private static byte[] content(String name) {
        return ("the bytes of " + name).getBytes(StandardCharsets.UTF_8);
    }

    private static String address(HttpServer site) {
        return "http://127.0.0.1:%d/".formatted(site.getAddress().getPort());
    }

    /// Answers as the publishers' site does: the size in a header of the first answer, the bytes behind a redirect.
    private HttpServer site() throws IOException {
        return site(Optional.of("X-Linked-Size"));
    }

    /// @param size the header that says the size before the redirect, if one does
    private HttpServer site(Optional<String> size) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/Wan-AI/", exchange -> {
            String name =
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
            size.ifPresent(header -> exchange.getResponseHeaders().add(header, "" + content(name).length));
            exchange.getResponseHeaders().add("Location", "/storage/" + name);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/storage/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] all = content(
                Path.of(exchange.getRequestURI().getPath()).getFileName().toString());
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (range != null) {
            ranges.add(range);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", "" + all.length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, all.length - from);
        exchange.getResponseBody().write(all, from, all.length - from);
        exchange.close();
    }
}
