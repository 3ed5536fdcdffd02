using System.Text;
using CloudWorkspaces.Testing.Fuzz;
using CsCheck;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>Requests for operations of a description: some good, most with something changed in address, query, headers or body.</summary>
internal static class RequestGen
{
    private static readonly string[] Texts =
    [
        "", "0", "-1", "1", "1e400", "99999999999999999999", " ", "*", "\"\"", "\"a\"", "W/\"a\"", "a", "..", "../..", "a/b", "a//b",
        "%", "%00", "é", "𝒳", "\u0001", "'", "\"", "null", "2026-11", "2026-13", "9999-12-31T23:59:59Z", "0001-01-01", "bytes=0-0",
        "bytes=5-1", "bytes=-0", "default", "eo", "eo:2026.11", "small", "home:a.ipynb", "01kb3000000000000000000000", "application/json",
        "eyJhIjoxfQ", new string('a', 3_000),
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "7", "null", "\"a\"", "{\"a\":1,\"a\":1}", "{\"a\":NaN}", "{\"\\ud800\":1}", "\u0000", "{\"a\":" + new string('[', 2_000),
        new string('[', 100_000), "{\"notebook\":\"analysis/ndvi.ipynb\",\"parameters\":{\"a\":1e400}}", "a=1&b=2",
    ];

    private static readonly string[] MediaTypes =
        ["application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "multipart/form-data; boundary=a", "application/x-www-form-urlencoded"];

    /// <summary>Names and words that mean something to some request.</summary>
    private static readonly string[] Words =
    [
        "notebook", "git", "parameters", "parametersYaml", "flavor", "retry", "on", "timeouts", "runSeconds", "matrix", "items", "itemsCsv",
        "range", "dates", "inputs", "outputs", "schema", "kind", "share", "blob", "role", "value", "limits", "small", "home:a.ipynb",
    ];

    public static Gen<FuzzRequest> Of(ApiSample sample, ContractOperation operation) => Gen.Select(
        Gen.Int[0, 5],
        Text,
        Query(operation),
        Headers(operation),
        Body(operation)).Select(parts =>
    {
        var (kind, text, query, headers, body) = parts;
        return new FuzzRequest(
            operation.Method,
            Address(sample, operation, kind, text) + query,
            headers,
            operation.Description["requestBody"] is not null || kind == 0 ? body.Text : null,
            body.MediaType);
    });

    private static Gen<string> Text => Gen.OneOf(Pick(Texts), Gen.String[0, 40]);

    /// <summary>Mostly that of what is there.</summary>
    private static string Address(ApiSample sample, ContractOperation operation, int kind, string text)
    {
        var names = operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "path").ToList();
        return kind > 1 || names.Count == 0
            ? sample.Of(operation)
            : sample.Of(operation, names[text.Length % names.Count]["name"]!.GetValue<string>(), Escape(text));
    }

    private static Gen<string> Query(ContractOperation operation)
    {
        var names = Names(operation, "query").Append("noSuchParameter").ToArray();
        return Gen.Select(Pick(names), Text).Array[0, 3]
            .Select(pairs => pairs.Length == 0 ? "" : "?" + string.Join('&', pairs.Select(pair => $"{pair.Item1}={Escape(pair.Item2)}")));
    }

    private static Gen<(string Name, string Value)[]> Headers(ContractOperation operation)
    {
        var names = Names(operation, "header").Concat(["Accept", "If-Match", "Range"]).Distinct().ToArray();
        return Gen.Select(Pick(names), Text.Select(Visible)).Array[0, 2];
    }

    private static Gen<(string Text, string MediaType)> Body(ContractOperation operation)
    {
        var wrong = Gen.Select(Pick(Bodies), Pick(MediaTypes));
        return operation.JsonBody is not { } body
            ? wrong
            : Gen.Frequency(
                (1, wrong),
                (9, JsonMutations.Of(() => body["example"]!.DeepClone().AsObject(), Words).Select(changed => (changed.ToJsonString(), "application/json"))));
    }

    private static IEnumerable<string> Names(ContractOperation operation, string place) => operation.Parameters
        .Where(parameter => parameter["in"]!.GetValue<string>() == place)
        .Select(parameter => parameter["name"]!.GetValue<string>());

    /// <summary>Clients do not send control characters in headers.</summary>
    private static string Visible(string text) => string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)));

    /// <summary>Lone surrogates cannot be sent.</summary>
    private static string Escape(string text) =>
        Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static Gen<T> Pick<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
