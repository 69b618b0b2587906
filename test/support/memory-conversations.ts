import type {
  ConversationKey,
  ConversationMemory,
  HubChoice,
  OpenQuestion,
} from '../../src/ports/conversation-memory';

/** What conversations settled, for as long as the test. */
export function memoryConversations(): ConversationMemory {
  const choices = new Map<string, HubChoice>();
  const questions = new Map<string, OpenQuestion>();
  const keyOf = ({ channel, id }: ConversationKey) => JSON.stringify([channel, id]);
  return {
    async chooseHub(conversation, choice) {
      choices.set(keyOf(conversation), choice);
      questions.delete(keyOf(conversation));
    },
    findHub: async (conversation) => choices.get(keyOf(conversation)),
    async openQuestion(conversation, question) {
      questions.set(keyOf(conversation), question);
    },
    findQuestion: async (conversation) => questions.get(keyOf(conversation)),
  };
}
