using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>What the API is: the landing page, the conformance classes and the API definition.</summary>
internal static class OgcLandingPages
{
    public const string OpenApiType = "application/vnd.oai.openapi+json;version=3.0";

    private const string Title = "Cloud Workspaces: OGC API - Processes";
    private const string ConformancePrefix = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

    private static readonly string[] Classes =
        ["core", "ogc-process-description", "json", "html", "oas30", "job-list", "callback", "dismiss"];

    public static IActionResult Landing(OgcCall call)
    {
        var root = call.BaseAddress;
        JsonObject page = new()
        {
            ["title"] = Title,
            ["description"] = "Notebooks as processes: any notebook of a workspace, and those that it has published.",
            ["links"] = new JsonArray(
            [
                .. call.SelfLinks("This page"),
                OgcLinks.Link($"{root}/api?f=json", "service-desc", OpenApiType, "API definition"),
                OgcLinks.Link($"{root}/api?f=html", "service-doc", "text/html", "API definition"),
                OgcLinks.Link($"{root}/conformance", OgcLinks.Conformance, "application/json", "Conformance classes"),
                OgcLinks.Link($"{root}/processes", OgcLinks.Processes, "application/json", "Processes"),
                OgcLinks.Link($"{root}/jobs", OgcLinks.JobList, "application/json", "Jobs"),
            ]),
        };
        return OgcEndpoint.Write(call.Format, page, Title);
    }

    public static IActionResult Conformance(OgcCall call) => OgcEndpoint.Write(
        call.Format,
        new JsonObject { ["conformsTo"] = new JsonArray([.. Classes.Select(name => JsonValue.Create(ConformancePrefix + name))]) },
        "Conformance classes");

    public static IActionResult Definition(OgcCall call)
    {
        var definition = OgcDefinition.Of(call.BaseAddress);
        return call.Format is OgcFormat.Html
            ? OgcEndpoint.Write(call.Format, definition, "API definition")
            : new ContentResult { Content = definition.ToJsonString(), ContentType = OpenApiType };
    }
}
