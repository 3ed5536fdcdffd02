using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Sockets;

/// <summary>Reads the body of an exec. The command is one program: the service passes no arguments.</summary>
internal static class ExecReader
{
    private const int LargestSize = 1_000;

    /// <summary>Throws ArmException 400 with all errors.</summary>
    public static ExecCommand Read(JsonObject body)
    {
        var errors = new List<ArmError>();
        var node = new BodyNode(body, "", errors);
        var size = node["terminalSize"];
        var command = new ExecCommand(node["command"].Required, Size(size["rows"]), Size(size["cols"]));
        return errors.Count == 0
            ? command
            : throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
    }

    private static int? Size(BodyNode node)
    {
        var size = node.Integer;
        if (size is < 1 or > LargestSize)
        {
            node.Refuse("InvalidPropertyValue", $"'{node.Path}' must be between 1 and {LargestSize}.");
        }

        return size;
    }
}
