using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>A container group as it is answered.</summary>
internal static class GroupView
{
    /// <param name="withInstances">False in lists, which leave out the instance views.</param>
    public static JsonObject Of(ContainerGroup group, bool withInstances, string apiVersion) =>
        KnownProperties.Trim(Whole(group, withInstances), "ContainerGroup", apiVersion);

    private static JsonObject Whole(ContainerGroup group, bool withInstances)
    {
        var (record, members) = (group.Record, group.Members);
        var view = new JsonObject
        {
            ["id"] = record.Id.ResourceId,
            ["name"] = record.Id.Name,
            ["type"] = "Microsoft.ContainerInstance/containerGroups",
        };
        foreach (var (name, value) in record.Body)
        {
            view[name] = value?.DeepClone();
        }

        var properties = view["properties"]!.AsObject();
        properties["provisioningState"] = group.ProvisioningState;
        properties["osType"] = "Linux";
        properties["restartPolicy"] = members.Spec.RestartPolicy.ToString();
        properties["sku"] ??= "Standard";
        if (record.FromPool)
        {
            properties["isCreatedFromStandbyPool"] = true;
        }

        if (members.Spec.IpAddress is not null)
        {
            var ip = properties["ipAddress"]!.AsObject();
            ip["ip"] = record.Address;
            if (members.Spec.Fqdn is { } name)
            {
                ip["fqdn"] = name;
            }
        }

        if (withInstances)
        {
            properties["instanceView"] = new JsonObject { ["events"] = new JsonArray(), ["state"] = group.InstanceState };
            Instances(properties["initContainers"], members.Inits);
            Instances(properties["containers"], members.Mains);
        }

        return view;
    }

    private static void Instances(JsonNode? list, IReadOnlyList<GroupContainer> containers)
    {
        foreach (var (item, container) in (list?.AsArray() ?? []).Zip(containers))
        {
            var status = container.Status;
            var properties = item!["properties"]!.AsObject();
            properties["instanceView"] = JsonSerializer.SerializeToNode(
                new
                {
                    status.History.RestartCount,
                    CurrentState = status.Current,
                    PreviousState = status.Previous,
                    status.EventsSoFar(container.Spec).Events,
                },
                ArmJson.Options);
        }
    }
}
