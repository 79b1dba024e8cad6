package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.tradepost.console.Probe.Answer;
import io.tradepost.console.contract.Contract;
import io.tradepost.console.contract.Operation;
import io.tradepost.console.contract.Parameter;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OpenAPI file, the reader that enforces it, and the routes say the same. */
@ExtendWith(SharedWorld.class)
class ContractAgreementTest {
    private static final byte[] DOCUMENT = Console.resource("openapi.yaml");

    private final World world;
    private final SchemaCheck schemas = new SchemaCheck();

    ContractAgreementTest(World world) {
        this.world = world;
    }

    @Test
    void aFullParserFindsNothingWrongWithTheFile() {
        SwaggerParseResult result = parse();
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.0");
    }

    @Test
    void whatIsEnforcedIsWhatAFullParserReads() {
        Map<String, List<String>> full = new TreeMap<>();
        OpenAPI document = parse().getOpenAPI();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) ->
                                full.put(operation.getOperationId(), described(document, method, path, operation))));
        Map<String, List<String>> enforced = new TreeMap<>();
        Contract.read(DOCUMENT).operations().forEach((id, operation) -> enforced.put(id, described(operation)));
        assertThat(enforced).isEqualTo(full);
    }

    @Test
    void routesAndContractNameTheSameOperations() {
        Contract contract = Contract.read(DOCUMENT);
        Map<String, Route> routes = routes(false).stream()
                .filter(route -> route.kind() == Route.Kind.CONTRACTED)
                .collect(Collectors.toMap(Route::name, route -> route));
        assertThat(routes.keySet()).isEqualTo(contract.operations().keySet());
        contract.operations().forEach((id, operation) -> {
            Route route = Objects.requireNonNull(routes.get(id));
            assertThat(operation.method()).as(id).isEqualTo(route.method().name());
            assertThat(route.path()).as(id).isEqualTo(operation.path());
            assertThat(route.access().stream().map(Access::word))
                    .as(id)
                    .containsExactlyInAnyOrderElementsOf(operation.roles());
        });
    }

    @Test
    void whatIsCheckedInAPathIsWhatStandsInIt() {
        for (Operation operation : Contract.read(DOCUMENT).operations().values()) {
            String rebuilt = operation.path();
            for (Parameter parameter : operation.parameters()) {
                if (parameter.place() == Parameter.Place.PATH) {
                    assertThat(parameter.required()).isTrue();
                    assertThat(rebuilt).contains("{" + parameter.name() + "}");
                    rebuilt = rebuilt.replace("{" + parameter.name() + "}", "x");
                }
            }
            assertThat(rebuilt).as(operation.id()).doesNotContain("{");
        }
    }

    @Test
    void aTokenIsAskedForWhereTheContractSaysSo() {
        parse().getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    boolean open = operation.getSecurity().isEmpty();
                    Object roles = operation.getExtensions().get("x-roles");
                    assertThat(open).as(path).isEqualTo(List.of("anyone").equals(roles));
                }));
    }

    @Test
    void everyAnswerIsWhatTheContractSays() throws Exception {
        Probe probe = world.probe();
        Map<String, String> paths = new TreeMap<>(Map.of(
                "searchMessages",
                "/api/v1/messages",
                "getMessage",
                "/api/v1/messages/" + world.linked,
                "getRawMessage",
                "/api/v1/messages/" + world.linked + "/raw",
                "getMessageThread",
                "/api/v1/messages/" + world.linked + "/thread",
                "getCustomerMessages",
                "/api/v1/customers/" + world.customer() + "/messages",
                "getOrderMessages",
                "/api/v1/orders/" + world.order() + "/messages",
                "getContract",
                "/api/v1/openapi.yaml",
                "getHealth",
                "/healthz",
                "getReadiness",
                "/readyz",
                "getMetrics",
                "/metrics"));
        paths.putAll(Map.of(
                "listSchedules", "/api/v1/retention/schedules",
                "listScheduleTemplates", "/api/v1/retention/templates",
                "explainRetention", "/api/v1/retention/messages/" + world.linked,
                "listHolds", "/api/v1/holds",
                "getHold", "/api/v1/holds/" + world.hold,
                "listRequests", "/api/v1/requests",
                "listDispositions", "/api/v1/dispositions",
                "listNotices", "/api/v1/notices",
                "searchAudit", "/api/v1/audit",
                "getSimilarMessages", "/api/v1/messages/" + world.linked + "/similar"));
        paths.putAll(Map.of(
                "getMessageProof", "/api/v1/messages/" + world.linked + "/proof",
                "getCheckpoints", "/api/v1/checkpoints",
                "getLatestCheckpoint", "/api/v1/checkpoints/latest",
                "getConsistencyProof", "/api/v1/checkpoints/" + world.signed + "/consistency/" + world.signed,
                "getTile", "/api/v1/tiles/0/0?width=1"));
        paths.put("listExports", "/api/v1/exports");
        assertThat(paths.keySet())
                .isEqualTo(Contract.read(DOCUMENT).operations().values().stream()
                        .filter(operation -> operation.method().equals("GET"))
                        .filter(operation -> !operation.path().contains("{run}"))
                        .filter(operation -> !operation.path().contains("{export}"))
                        .map(Operation::id)
                        .collect(Collectors.toSet()));
        for (Map.Entry<String, String> path : paths.entrySet()) {
            boolean metrics = path.getKey().equals("getMetrics");
            Answer answer = probe.get(path.getValue(), metrics ? world.admin : world.officer);
            assertThat(answer.status()).as(path.getKey()).isEqualTo(200);
            schemas.answer(path.getKey(), answer);
            if (path.getValue().startsWith("/api/v1/") && !path.getKey().equals("getContract")) {
                schemas.answer(path.getKey(), probe.get(path.getValue()));
                schemas.answer(path.getKey(), probe.get(path.getValue(), world.admin));
                schemas.answer(
                        path.getKey(),
                        probe.get(
                                path.getValue() + (path.getValue().contains("?") ? "&" : "?") + "what=x",
                                world.officer));
            }
        }
    }

    @Test
    void theServedContractIsTheOneThatIsEnforced() throws Exception {
        Answer answer = world.probe().get("/api/v1/openapi.yaml");
        assertThat(answer.body()).isEqualTo(DOCUMENT);
        assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    }

    private static SwaggerParseResult parse() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(new String(DOCUMENT, StandardCharsets.UTF_8), List.of(), options);
    }

    private static List<String> described(
            OpenAPI document, PathItem.HttpMethod method, String path, io.swagger.v3.oas.models.Operation operation) {
        List<String> parameters = new ArrayList<>(List.of(method + " " + path));
        for (var given : Objects.requireNonNullElse(
                operation.getParameters(), List.<io.swagger.v3.oas.models.parameters.Parameter>of())) {
            var parameter = Objects.requireNonNull(
                    given.get$ref() == null
                            ? given
                            : document.getComponents()
                                    .getParameters()
                                    .get(given.get$ref()
                                            .substring(given.get$ref().lastIndexOf('/') + 1)));
            Schema<?> schema = parameter.getSchema();
            String conditions = schema.getType().equals("integer")
                    ? schema.getMinimum() + ".." + schema.getMaximum()
                    : Objects.requireNonNullElse(schema.getMinLength(), 0) + ".."
                            + Objects.requireNonNullElse(schema.getMaxLength(), Integer.MAX_VALUE) + " "
                            + Objects.requireNonNullElse(schema.getPattern(), "");
            parameters.add(String.join(
                    " ",
                    parameter.getIn(),
                    parameter.getName(),
                    Boolean.toString(Boolean.TRUE.equals(parameter.getRequired())),
                    schema.getType(),
                    conditions,
                    String.valueOf(schema.getDefault())));
        }
        if (operation.getRequestBody() != null) {
            Schema<?> body = Objects.requireNonNull(
                            operation.getRequestBody().getContent().get("application/json"))
                    .getSchema();
            List<String> required = Objects.requireNonNullElse(body.getRequired(), List.<String>of());
            body.getProperties()
                    .forEach((name, member) -> parameters.add(String.join(
                            " ",
                            "body",
                            name,
                            Boolean.toString(required.contains(name)),
                            member(member),
                            String.valueOf(member.getDefault()))));
        }
        return sorted(parameters);
    }

    private static String member(Schema<?> schema) {
        return switch (schema.getType()) {
            case "array" -> "array " + schema.getMaxItems() + " " + member(schema.getItems());
            case "boolean" -> "boolean";
            case "integer" -> "integer " + schema.getMinimum() + ".." + schema.getMaximum();
            default ->
                "string " + Objects.requireNonNullElse(schema.getMinLength(), 0) + ".."
                        + Objects.requireNonNullElse(schema.getMaxLength(), Integer.MAX_VALUE) + " "
                        + Objects.requireNonNullElse(schema.getPattern(), "");
        };
    }

    private static List<String> described(Operation operation) {
        List<String> parameters = new ArrayList<>(List.of(operation.method() + " " + operation.path()));
        for (Parameter parameter : operation.parameters()) {
            String type = type(parameter.type());
            parameters.add(String.join(
                    " ",
                    parameter.place().name().toLowerCase(java.util.Locale.ROOT),
                    parameter.name(),
                    Boolean.toString(parameter.required()),
                    type,
                    parameter.preset().orElse("null")));
        }
        return sorted(parameters);
    }

    private static String type(Parameter.Type type) {
        return switch (type) {
            case Parameter.Whole whole -> "integer " + whole.minimum() + ".." + whole.maximum();
            case Parameter.Text text ->
                "string " + text.shortest() + ".." + text.longest() + " "
                        + text.form().pattern();
            case Parameter.Texts texts -> "array " + texts.most() + " " + type(texts.each());
            case Parameter.Flag flag -> "boolean";
        };
    }

    private static List<String> sorted(List<String> parameters) {
        return List.copyOf(new TreeSet<>(parameters));
    }

    private List<Route> routes(boolean publicMetrics) {
        return Console.routes(
                new ConsoleSettings("127.0.0.1", 0, publicMetrics, "test", Path.of("unused")),
                world.archive(),
                world.trade(),
                world.metrics(),
                Health::none,
                DOCUMENT);
    }
}
