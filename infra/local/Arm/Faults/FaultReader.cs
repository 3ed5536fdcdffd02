using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>Reads the body of <c>POST /faults</c>.</summary>
internal static class FaultReader
{
    private const int LongestDelay = 600_000;
    private const int MostTimes = 1_000_000;
    private static readonly string[] s_members =
        ["kind", "operation", "group", "count", "milliseconds", "status", "retryAfterSeconds"];

    /// <summary>Throws ArmException 400 with all errors.</summary>
    public static Fault Read(JsonObject body)
    {
        var errors = new List<ArmError>();
        var node = new BodyNode(body, "", errors);
        foreach (var unknown in body.Select(member => member.Key).Except(s_members))
        {
            node[unknown].Refuse("InvalidRequestContent", $"A fault has no property '{unknown}'.");
        }

        var kind = Kind(node["kind"]);
        var operation = node["operation"].Text ?? "*";
        if (operation != "*" && !OperationNames.All.Contains(operation, StringComparer.OrdinalIgnoreCase))
        {
            node["operation"].Refuse(
                "InvalidParameter", $"'{operation}' is no operation. There are: {string.Join(", ", OperationNames.All)}.");
        }

        var fault = new Fault
        {
            Kind = kind,
            Operation = operation,
            Group = node["group"].Text ?? "*",
            Count = Number(node["count"], 1, MostTimes) ?? 1,
            Milliseconds = Needed(node["milliseconds"], kind is FaultKind.Delay or FaultKind.SlowProvisioning, 1, LongestDelay),
            Status = Needed(node["status"], kind is FaultKind.Answer, 400, 599),
            RetryAfterSeconds = Number(node["retryAfterSeconds"], 0, 3_600),
        };
        return errors.Count == 0
            ? fault
            : throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
    }

    private static FaultKind Kind(BodyNode node)
    {
        var names = Enum.GetNames<FaultKind>();
        var text = node.Required;
        if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<FaultKind>(text, ignoreCase: true);
        }

        if (text.Length > 0)
        {
            node.Refuse("InvalidParameter", $"'{text}' is no kind of fault. There are: {string.Join(", ", names)}.");
        }

        return default;
    }

    private static int Needed(BodyNode node, bool needed, int least, int most)
    {
        if (needed && !node.Exists)
        {
            node.RefuseMissing();
        }

        return Number(node, least, most) ?? 0;
    }

    private static int? Number(BodyNode node, int least, int most)
    {
        var number = node.Integer;
        if (number < least || number > most)
        {
            node.Refuse("InvalidParameter", $"'{node.Path}' must be {least} to {most}.");
        }

        return number;
    }
}
