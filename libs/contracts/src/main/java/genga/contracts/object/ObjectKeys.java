package genga.contracts.object;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.RunId;

/// Where everything lies in the object store, once. Keys are made of ids and hashes, never of names people gave.
public final class ObjectKeys {

    private ObjectKeys() {}

    /// A project as it was defined, for who has only its id.
    public static String project(ProjectId project) {
        return "projects/" + project + "/project.json";
    }

    /// What all [#project] keys begin with.
    public static String projects() {
        return "projects/";
    }

    /// What a project's clips must be like, as a person last said.
    public static String screening(ProjectId project) {
        return "projects/" + project + "/screening.json";
    }

    /// Measures of all clips of one film, so that a project is judged anew without asking for each.
    public static String screened(ProjectId project, FilmId film) {
        return screened(project) + film + ".json";
    }

    /// What all [#screened(ProjectId, FilmId)] keys of a project begin with.
    public static String screened(ProjectId project) {
        return "projects/" + project + "/screened/";
    }

    /// Where people put films they bring into the store by other ways.
    public static String incoming() {
        return "incoming/";
    }

    public static String filmSource(FilmId film) {
        return "films/" + film + "/source";
    }

    /// The scores of every frame, kept so that thresholds can move without decoding again.
    public static String filmScores(FilmId film) {
        return "films/" + film + "/scores.json";
    }

    /// @param extension of the container: `mp4`, or `mkv` for a lossless master
    public static String clipVideo(ClipId clip, String extension) {
        return "clips/" + clip + "/clip." + extension;
    }

    public static String clipPreview(ClipId clip) {
        return "clips/" + clip + "/preview.mp4";
    }

    /// @param extension `png`, or what was imported
    public static String still(ClipId clip, String extension) {
        return "clips/" + clip + "/still." + extension;
    }

    public static String clipPoster(ClipId clip) {
        return "clips/" + clip + "/poster.jpg";
    }

    public static String clipStrip(ClipId clip) {
        return "clips/" + clip + "/strip.jpg";
    }

    public static String manifest(DatasetId dataset) {
        return "datasets/" + dataset + "/manifest.json";
    }

    public static String cacheIndex(DatasetId dataset) {
        return "datasets/" + dataset + "/cache.json";
    }

    /// @param hash of everything the latent depends on: clip content, fragment, bucket, VAE, dtype, code version
    public static String latent(String hash) {
        return "latents/" + hash + ".safetensors";
    }

    /// @param hash of everything the embedding depends on: caption, text encoder, dtype, code version
    public static String text(String hash) {
        return "texts/" + hash + ".safetensors";
    }

    public static String trainingRecipe(RunId run) {
        return "runs/" + run + "/recipe.json";
    }

    public static String checkpoint(RunId run, String name, int step) {
        return "runs/%s/%s-step%08d.safetensors".formatted(run, name, step);
    }

    public static String adapter(RunId run, String name) {
        return "runs/%s/%s.safetensors".formatted(run, name);
    }

    /// The resumable state of a run: weights, optimizer moments, position.
    public static String snapshot(RunId run, int step) {
        return "runs/%s/snapshot-%08d.safetensors".formatted(run, step);
    }

    public static String previewClip(RunId run, int step, int prompt) {
        return "runs/%s/previews/%08d-%02d.mp4".formatted(run, step, prompt);
    }

    public static String previewPoster(RunId run, int step, int prompt) {
        return "runs/%s/previews/%08d-%02d.jpg".formatted(run, step, prompt);
    }

    public static String renderRecipe(RenderId render) {
        return "renders/" + render + "/recipe.json";
    }

    public static String renderClip(RenderId render) {
        return "renders/" + render + "/clip.mp4";
    }

    public static String renderPoster(RenderId render) {
        return "renders/" + render + "/poster.jpg";
    }

    /// An order that a service accepted and has not ended yet.
    public static String workOrder(String service, String work) {
        return "works/%s/%s/order.json".formatted(service, work);
    }

    /// Which instance of the service has the work.
    public static String workClaim(String service, String work) {
        return "works/%s/%s/claim.json".formatted(service, work);
    }

    /// How often the work was begun and the service did not live to see it end.
    public static String workAttempts(String service, String work) {
        return "works/%s/%s/attempts.json".formatted(service, work);
    }

    /// Says that the work is over; what came of it is in the facts.
    public static String workEnded(String service, String work) {
        return "works/%s/%s/ended.json".formatted(service, work);
    }
}
