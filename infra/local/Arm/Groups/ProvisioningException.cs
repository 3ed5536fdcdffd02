using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>A group cannot be brought up, and trying again would not help.</summary>
internal sealed class ProvisioningException(string code, string message) : Exception(message)
{
    public ArmError Error => new(code, Message);
}
