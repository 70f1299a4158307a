package genga.gateway.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import genga.contracts.vocabulary.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Jackson found wrong with a body, said without Java in it.
final class JsonFault {

    private static final int SHOWN = 80;
    private static final Pattern COERCED = Pattern.compile("^Cannot coerce \\S+ value \\(\"?(.*?)\"?\\) to ");
    private static final Pattern FROM = Pattern.compile("from (\\S+) value");

    private JsonFault() {}

    static Problem explain(JsonProcessingException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown ->
                new Problem(
                        path(unknown),
                        "an unknown field '%s'".formatted(unknown.getPropertyName()),
                        "one of the fields " + known(unknown.getKnownPropertyIds()),
                        "remove it or correct its name");
            case InvalidFormatException format ->
                new Problem(path(format), shown(format.getValue()), kind(format.getTargetType()), "correct the value");
            case InvalidTypeIdException type ->
                new Problem(path(type), shown(type.getTypeId()), "a known type", "correct the type");
            case ValueInstantiationException value -> refused(value);
            case MismatchedInputException mismatch ->
                new Problem(path(mismatch), given(mismatch), kind(mismatch.getTargetType()), "correct the value");
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException cause -> explain(cause);
            case JsonMappingException mapping ->
                new Problem(path(mapping), brief(mapping.getOriginalMessage()), "a valid value", "correct the value");
            default ->
                new Problem(
                        "body",
                        "%s%s".formatted(brief(fault.getOriginalMessage()), place(fault.getLocation())),
                        "one well-formed JSON document",
                        "correct the JSON");
        };
    }

    private static Problem refused(ValueInstantiationException fault) {
        String reason = fault.getCause() == null
                ? fault.getOriginalMessage()
                : fault.getCause().getMessage();
        return Said.in(reason)
                .map(said -> new Problem(
                        inside(path(fault), said.subject()), said.found(), said.expected(), "correct the value"))
                .orElseGet(() -> new Problem(
                        path(fault), "one that is refused: " + reason, "a valid value", "correct the value"));
    }

    /// `nag` and `nag tau` make `nag.tau`: a value's own words begin with its name.
    private static String inside(String path, String subject) {
        String name = path.substring(path.lastIndexOf('.') + 1) + " ";
        return subject.startsWith(name) ? path + "." + Said.path(subject.substring(name.length())) : path;
    }

    private static String path(JsonMappingException fault) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : fault.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(JsonFault::constant)
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> "a whole number from -2147483648 to 2147483647";
            case "long", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String", "TriggerPhrase" -> "text";
            default -> type.isRecord() ? "an object with fields" : "another value";
        };
    }

    /// A constant's name in JSON.
    private static String constant(Object constant) {
        String name = ((Enum<?>) constant).name();
        try {
            JsonProperty renamed = constant.getClass().getField(name).getAnnotation(JsonProperty.class);
            return renamed == null ? name : renamed.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every constant is a field: " + name, e);
        }
    }

    private static String known(Collection<Object> names) {
        return names == null
                ? "of the API"
                : names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /// Jackson tells the kind of value only in its message: "from Object value (token ...)".
    private static String given(MismatchedInputException fault) {
        String message = fault.getOriginalMessage();
        Matcher coerced = COERCED.matcher(message);
        if (coerced.find()) {
            return "'%s'".formatted(coerced.group(1));
        }
        Matcher from = FROM.matcher(message);
        if (from.find()) {
            return switch (from.group(1)) {
                case "Object" -> "an object";
                case "Array" -> "a list";
                case "String" -> "text";
                case "Boolean" -> "true or false";
                case "Integer", "Floating-point" -> "a number";
                default -> "null";
            };
        }
        return message.startsWith("No content") ? "nothing" : message.contains("`null`") ? "null" : brief(message);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return "'%s'".formatted(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }

    private static String brief(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 2 * SHOWN ? line.substring(0, 2 * SHOWN) + "..." : line;
    }

    private static String place(JsonLocation place) {
        return place == null ? "" : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }
}
