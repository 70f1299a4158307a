package genga.wan.weights;

import genga.wan.weights.Pickled.Table;
import genga.wan.weights.Pickled.TensorView;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the named tensors in what a pickle holds: dictionaries in dictionaries give dotted names, and a dictionary
/// that only wraps the model is passed through.
final class StateDictionary {
    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model", "module");
    private static final int MAX_DEPTH = 8;

    private final Map<String, TensorView> tensors = new LinkedHashMap<>();
    private final Set<Table> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StateDictionary() {}

    static Map<String, TensorView> tensors(Pickled pickle) {
        if (!(pickle instanceof Table table)) {
            throw new WeightsException("its pickle is no dictionary of tensors; expected a model's state_dict");
        }
        StateDictionary found = new StateDictionary();
        found.collect("", unwrapped(table), 0);
        if (found.tensors.isEmpty()) {
            throw new WeightsException("its pickle holds no tensor; expected a model's state_dict");
        }
        return found.tensors;
    }

    private static Table unwrapped(Table table) {
        for (String wrapper : WRAPPERS) {
            if (table.items.get(wrapper) instanceof Table inner) {
                return inner;
            }
        }
        return table;
    }

    private void collect(String prefix, Table table, int depth) {
        if (depth > MAX_DEPTH || !seen.add(table)) {
            throw new WeightsException("its dictionaries nest deeper than " + MAX_DEPTH + " or hold one another");
        }
        table.items.forEach((key, value) -> {
            if (value instanceof Table inner) {
                collect(prefix + key + ".", inner, depth + 1);
            } else if (value instanceof TensorView view && tensors.put(prefix + key, view) != null) {
                throw new WeightsException("its dictionaries give the tensor name " + prefix + key + " twice");
            }
        });
    }
}
