using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Links as <c>link.yaml</c> has them, and the relations that OGC has registered.</summary>
internal static class OgcLinks
{
    public const string Conformance = "http://www.opengis.net/def/rel/ogc/1.0/conformance";
    public const string Processes = "http://www.opengis.net/def/rel/ogc/1.0/processes";
    public const string JobList = "http://www.opengis.net/def/rel/ogc/1.0/job-list";
    public const string Execute = "http://www.opengis.net/def/rel/ogc/1.0/execute";
    public const string Results = "http://www.opengis.net/def/rel/ogc/1.0/results";
    public const string Exceptions = "http://www.opengis.net/def/rel/ogc/1.0/exceptions";

    public static JsonObject Link(string href, string relation, string? type = null, string? title = null)
    {
        JsonObject link = new() { ["href"] = href, ["rel"] = relation };
        if (type is not null)
        {
            link["type"] = type;
        }

        if (title is not null)
        {
            link["title"] = title;
        }

        return link;
    }
}
