namespace CloudWorkspaces.Flavors;

/// <summary>The flavors that this deployment offers.</summary>
public interface IFlavors
{
    /// <summary>Smallest first.</summary>
    IReadOnlyList<Flavor> All { get; }

    Flavor? Find(string name);
}
