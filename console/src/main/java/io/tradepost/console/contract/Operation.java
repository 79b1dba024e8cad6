package io.tradepost.console.contract;

import io.tradepost.console.contract.Parameter.Place;
import io.tradepost.console.contract.Violation.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One operation of the contract.
 *
 * @param id    {@code operationId}
 * @param path  with its parameters in braces
 * @param roles {@code x-roles}: who may call it
 */
public record Operation(String id, String method, String path, Set<String> roles, List<Parameter> parameters) {
    public Operation {
        roles = Set.copyOf(new TreeSet<>(roles));
        parameters = List.copyOf(parameters);
    }

    /**
     * Checks a request and gives its arguments, defaults filled in.
     *
     * @param path  path parameters, decoded
     * @param query what stood after the question mark; empty if nothing did
     * @param body  the JSON object that the request carries; empty if it carries none
     * @throws ViolationException at the first thing that breaks the contract
     */
    public Arguments check(Map<String, String> path, String query, byte[] body) {
        Map<String, String> inQuery = QueryString.parse(query);
        for (String name : inQuery.keySet()) {
            if (parameters.stream()
                    .noneMatch(p -> p.place() == Place.QUERY && p.name().equals(name))) {
                throw new ViolationException(Violation.of(Rule.UNKNOWN, name));
            }
        }
        JsonMembers inBody = JsonMembers.of(body, parameters);
        Map<String, String> arguments = new HashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.many() || parameter.place() == Place.HEADER) {
                continue;
            }
            Map<String, String> given = switch (parameter.place()) {
                case PATH -> path;
                case QUERY -> inQuery;
                case BODY -> inBody.values();
                case HEADER -> Map.of();
            };
            String value = given.get(parameter.name());
            if (value != null) {
                parameter.check(value);
                arguments.put(parameter.name(), value);
            } else if (parameter.required()) {
                throw new ViolationException(Violation.of(Rule.MISSING, parameter.name()));
            } else {
                parameter.preset().ifPresent(preset -> arguments.put(parameter.name(), preset));
            }
        }
        return new Arguments(arguments, inBody.lists());
    }
}
