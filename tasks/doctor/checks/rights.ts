import { type Check, type Finding, LOOK_AGAIN, critical, warning } from "../finding.ts";
import type { RightsReading } from "../reading/reading.ts";

const ROLES = ["admin", "curator", "guardian", "manager"] as const;

/** What each role is for, for people who find it empty. */
const LOST = {
  admin: "no role can ever be given again and no consumer admitted",
  curator: "no program can be registered, updated or configured",
  guardian: "no program can be paused",
  manager: "no collection's proceeds can be withdrawn and no renderer replaced",
} as const;

/** Who may do what: the consumer's right to settle, and people's roles. */
export const rights: Check = {
  about: "rights",
  needsDeployment: true,
  find: ({ deployment }) => {
    if (deployment === undefined) return [];
    const { rights: reading } = deployment;
    return [...settling(reading), ...empty(reading), ...lifeless(reading), ...closed(reading)];
  },
};

function settling({ consumerMaySettle, consumer }: RightsReading): Finding[] {
  if (consumerMaySettle) return [];
  return [
    critical({
      name: "consumer-may-not-settle",
      sentence: `The ledger takes no answers from the consumer ${consumer}; every answer is paid for and lost.`,
      remedy: "doctor mend consumer-may-not-settle",
    }),
  ];
}

function empty({ members }: RightsReading): Finding[] {
  return ROLES.filter((role) => !members.some((member) => member.role === role)).map((role) => ({
    name: `role-${role}-empty`,
    severity: role === "admin" ? "critical" : "warning",
    sentence: `Nobody is ${role}: ${LOST[role]}.`,
    remedy: role === "admin" ? LOOK_AGAIN : `doctor mend role-${role}-empty`,
  }));
}

function lifeless({ members }: RightsReading): Finding[] {
  return members
    .filter(({ lives }) => !lives)
    .map(({ role, account }) =>
      warning({
        name: "role-member-lifeless",
        sentence: `${account} is ${role} but has no code, no coin and has never sent a transaction: let it send one, or it may be that nobody holds its key.`,
        remedy: LOOK_AGAIN,
      }),
    );
}

function closed({ closed: contracts }: RightsReading): Finding[] {
  return contracts.map((contract) =>
    warning({
      name: `${contract}-closed`,
      sentence: `The access manager has closed the ${contract}: nobody may call its guarded functions, not even the admin.`,
      remedy: `doctor mend ${contract}-closed`,
    }),
  );
}
