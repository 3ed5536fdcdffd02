using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads what a PATCH asks for. The tags are replaced as a whole.</summary>
internal static class GroupUpdateReader
{
    /// <summary>Throws ArmException 400 with all errors.</summary>
    public static (string? Location, JsonObject? Tags) Read(JsonObject update)
    {
        var errors = new List<ArmError>();
        var node = new BodyNode(update, "", errors);
        SpecReader.CheckTags(node["tags"]);
        var location = node["location"].Text;
        if (errors.Count == 0)
        {
            PropertyKinds.Check(update, "ContainerGroupUpdate", errors);
        }

        return errors.Count == 0
            ? (location, update["tags"] is JsonObject tags ? Redaction.WithoutNulls(tags) : null)
            : throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
    }
}
