using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>Lets the provisioning of groups go wrong as the plan says.</summary>
internal sealed class ProvisioningFaults(FaultPlan plan, TimeProvider time)
{
    private const string Operation = "ContainerGroups_CreateOrUpdate";

    /// <summary>Throws ProvisioningException for an image that shall not be had.</summary>
    public async Task ApplyAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        var name = group.Record.Id.Name;
        if (plan.Take(Operation, name, FaultKind.SlowProvisioning) is { } slow)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(slow.Milliseconds), time, cancellationToken);
        }

        if (plan.Take(Operation, name, FaultKind.ImagePullFailure) is not null)
        {
            throw GroupImages.Unpullable(group, group.Mains[0].Spec.Image);
        }
    }
}
