export const intake = {
  class: {
    lead: 'Enquiry',
    reply: 'Customer’s reply',
    duplicate: 'Duplicate',
    alert: 'Newsletter',
    notice: 'Platform notice',
    automaticReply: 'Automatic reply',
    bounce: 'Delivery failure',
    spam: 'Spam',
    test: 'Test enquiry',
    waiting: 'Not read yet',
  },
};
