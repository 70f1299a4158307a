package genga.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/// An RFC 9457 problem document. Where a field is to blame it says which, what was expected, what came and what to do.
///
/// @param type   `about:blank`: the status says all there is to say about the kind
/// @param detail one sentence
/// @param field  a JSON path (`parts[0].width`), a query parameter, a header, or `body`
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String field,
        String expected,
        String found,
        String remedy) {

    static final String MEDIA_TYPE = "application/problem+json";
}
