namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The platform's skills. They are read on first use.</summary>
internal sealed class SkillLibrary(AgentPlatformClient platform)
{
    private IReadOnlyList<Skill>? _skills;

    /// <summary>Returns the names of all skills; none if they can't be read.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            _skills ??= await platform.Skills.ListAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. _skills.Select(skill => skill.Name).Where(name => name.Length > 0)];
        }
        catch (AgentPlatformException)
        {
            // Completions are optional. When a skill is used, the error is reported.
            return [];
        }
    }

    /// <summary>
    /// Finds the skill at the begin of a line: the longest matching name. Spaces in names can be typed as hyphens.
    /// </summary>
    /// <param name="line">The line without its slash.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<(Skill Skill, string Text)?> FindAsync(string line, CancellationToken cancellationToken)
    {
        (Skill Skill, string Text)? found = Find(line);
        if (found is null)
        {
            // It can have been created in the meantime.
            _skills = await platform.Skills.ListAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            found = Find(line);
        }

        return found;
    }

    /// <summary>Returns the message with the skill's content before it.</summary>
    public static string Apply(Skill skill, string text)
    {
        string name = skill.Name.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        string block = $"<skill name=\"{name}\">\n{skill.Content.Trim()}\n</skill>";
        return text.Length == 0 ? block : $"{block}\n\n{text}";
    }

    private (Skill Skill, string Text)? Find(string line)
    {
        foreach (Skill skill in (_skills ?? []).OrderByDescending(skill => skill.Name.Length))
        {
            string name = skill.Name;
            bool fits = name.Length > 0 && line.Length >= name.Length
                && (line.Length == name.Length || char.IsWhiteSpace(line[name.Length]))
                && (line.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    || line.StartsWith(name.Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));
            if (fits)
            {
                return (skill, line[name.Length..].Trim());
            }
        }

        return null;
    }
}
